import type { Em } from '../orm.ts';
import { createOrm } from '../orm.ts';
import { DatabaseError } from '../errors.ts';
import { withForceLifted } from '../force.ts';
import { addAcme } from './acme.ts';
import type { Cast, Ends } from './acme.ts';
import { addAgency } from './agency.ts';
import { closeAccounts } from './closed.ts';
import { addHistory } from './history.ts';
import { addOtto } from './otto.ts';
import { demoLogins, people } from './people.ts';
import type { DemoPerson } from './people.ts';
import { createSeed } from './seed.ts';

export { demoLogins, type DemoLogin } from './people.ts';

export interface DemoOptions {
  /** The application's own way to hash a password. */
  hashPassword: (password: string) => Promise<string>;
}

async function clock(em: Em): Promise<Ends & { now: Date }> {
  const [row] = await em.execute<Record<'now' | 'week' | 'march' | 'year', string>[]>(
    `select date_trunc('milliseconds', now()) as now,
       (date_trunc('day', local) + interval '8 days') at time zone 'Europe/Paris' as week,
       (date_trunc('year', local) + interval '1 year 3 months') at time zone 'Europe/Paris' as march,
       (date_trunc('year', local) + interval '1 year') at time zone 'Europe/Paris' as year
     from (select now() at time zone 'Europe/Paris' as local) as clock`,
  );
  if (row === undefined) throw new Error('the database did not tell the time');
  const [now, inSevenDays] = [new Date(row.now), new Date(row.week)];
  return { now, inSevenDays, march: new Date(row.march), year: new Date(row.year) };
}

async function fill(em: Em, passwordHash: string): Promise<void> {
  const { now, ...ends } = await clock(em);
  const seed = createSeed(em, now, passwordHash);
  const join = (person: DemoPerson) => ({ ...person, id: seed.user(person, 950) });
  const { olivia, marek, tess, dora, anton, sam, vera, otto, ada } = people;
  const acmes = { olivia: join(olivia), marek: join(marek), tess: join(tess), dora: join(dora) };
  const guests = { anton: join(anton), sam: join(sam), vera: join(vera), otto: join(otto), ada: join(ada) };
  const cast: Cast = { ...acmes, ...guests };
  const { acme, history } = addAcme(seed, cast, ends);
  const others = [addOtto(seed, cast), ...addAgency(seed, cast, ends)];
  await seed.write();
  for (const one of [{ account: acme, history }, ...others]) await addHistory(seed, one.account, one.history);
  await closeAccounts(
    seed,
    others.map((one) => one.account),
  );
}

/** Fills an empty, migrated database with the people and accounts of the demo, as its owner, all or nothing. */
export async function seedDemo(ownerUrl: string, { hashPassword }: DemoOptions): Promise<void> {
  const passwordHash = await hashPassword(demoLogins[0]?.password ?? '');
  const orm = await createOrm(ownerUrl, { poolMax: 1, statementTimeout: 60_000 });
  try {
    await orm.em.fork().transactional(async (em) => {
      await em.execute('lock table users in exclusive mode');
      const [row] = await em.execute<{ somebody: boolean }[]>(
        'select exists (select from users) as somebody',
      );
      if (row?.somebody === true)
        throw new DatabaseError('The demo needs an empty database; this one has users');
      await withForceLifted(em, () => fill(em, passwordHash));
    });
  } finally {
    await orm.close(true);
  }
}
