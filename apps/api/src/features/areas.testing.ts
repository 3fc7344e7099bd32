import { ActivityEvent, Command, type Domain, type Service } from '@mandate/db';
import type { Make } from '@mandate/db/testing';
import { finishCommand } from '../commands/finish.ts';
import type { CommandKind } from '../commands/kinds.ts';
import { testApi, type Caller, type TestApi } from '../testing.ts';

type Grants = [...NonNullable<Parameters<Make['member']>[2]>];

/**
 * Olivia's Acme with some services and domains, Otto's account beside it, and members made as a test needs them;
 * in a database of its own, or beside others in that of `shared`.
 */
export async function areas(shared?: TestApi) {
  const api = shared ?? (await testApi());
  const { make } = api.db;
  const olivia = await make.user({ name: 'Olivia Owens' });
  const otto = await make.user({ name: 'Otto Oster' });
  const acme = await make.account(olivia.id, { name: 'Acme' });
  const other = await make.account(otto.id, { name: 'Oster' });
  const account = acme.id;
  const em = () => api.db.owner.em.fork();

  return {
    api,
    make,
    olivia,
    acme: account,
    other: other.id,
    otto,
    owner: await api.as(olivia.id),
    outsider: await api.as(otto.id),
    em,

    /** Somebody who holds `grants` in Acme. */
    async member(name: string, ...grants: Grants): Promise<Caller & { id: string; name: string }> {
      const person = await make.user({ name });
      await make.member(account, person.id, grants);
      return { id: person.id, name, ...(await api.as(person.id)) };
    },

    services: (names: string[]): Promise<Service[]> =>
      Promise.all(names.map((name) => make.service(account, { name }))),
    domains: (names: string[]): Promise<Domain[]> =>
      Promise.all(names.map((name) => make.domain(account, { name }))),

    /** What the account's log says about a resource, oldest first. */
    events: (resource: string) =>
      em().find(ActivityEvent, { accountId: account, resource }, { orderBy: { seq: 'asc' } }),
    commands: (resource: string) =>
      em().find(Command, { accountId: account, resource }, { orderBy: { createdAt: 'asc' } }),

    /** The provider's answer to a command. */
    async finish(id: string, found: { secret?: string; address?: string } = {}): Promise<void> {
      await em().execute(`update commands set state = 'running', attempts = 1 where id = ?`, [id]);
      const command = await em().findOneOrFail(Command, { id });
      const claimed = { ...command, kind: command.kind as CommandKind };
      await finishCommand({ orm: api.db.orm, mailKey: api.services.env.MAIL_KEY }, claimed, {
        state: 'done',
        ...found,
      });
    },

    resume: () => em().execute(`update accounts set state = 'active' where id = ?`, [account]),
    suspend: () => em().execute(`update accounts set state = 'suspended' where id = ?`, [account]),
  };
}

export type Areas = Awaited<ReturnType<typeof areas>>;

/** Every way to guess an id; each must be answered like the next. */
export const guessed = (prefix: string): string[] => [`${prefix}_${'0'.repeat(20)}`, 'x', ''];
