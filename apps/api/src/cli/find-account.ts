import { createOrm, inTransaction } from '@mandate/db';
import { NotDone } from './io.ts';

interface Found {
  id: string;
  name: string;
  state: string;
  opened: Date;
}

/** The one account of that id or name, whatever its capitals; looked up with the login that reads for operators. */
export async function findAccount(reportUrl: string, named: string): Promise<Found> {
  const orm = await createOrm(reportUrl, { applicationName: 'mandate-cli', poolMax: 1 });
  try {
    const found = await inTransaction(orm, { readOnly: true }, (em) =>
      em.execute<Found[]>(
        `select id, name, state, created_at as opened from accounts
         where id = ? or lower(name) = lower(?) order by (id = ?) desc, created_at, id limit 20`,
        [named, named.normalize('NFC').trim(), named],
      ),
    );
    const [first, ...others] = found;
    if (!first) throw new NotDone(`no account is called “${named}”, and none has that id`);
    if (others.length === 0 || first.id === named) return first;
    throw new NotDone(
      [`several accounts are called “${named}”; name one by its id:`, ...found.map(line)].join('\n'),
    );
  } finally {
    await orm.close(true);
  }
}

const line = ({ id, name, state, opened }: Found): string =>
  `  ${id}  ${name}  ${state}, opened ${new Date(opened).toISOString().slice(0, 10)}`;
