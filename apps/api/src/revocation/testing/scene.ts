import { inTransaction, lockRows } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { areas, type Areas } from '../../features/areas.testing.ts';
import type { Answer, Caller, TestApi } from '../../testing.ts';

type Change = (scene: Scene) => Promise<unknown>;

export interface Scene {
  world: Areas;
  delegate: { id: string } & Caller;
  domain: string;
  other: string;
  epoch: number;
}

/** Olivia's delegate manages two domains by one grant and reads the log by another. */
export async function setTheScene(api: TestApi): Promise<Scene> {
  const world = await areas(api);
  const [domain, other] = await world.domains(['acme.example', 'acme-shop.example']);
  const delegate = await world.member(
    'Dora Schmidt',
    { permission: 'domains:manage', domains: { only: [domain!.id, other!.id] } },
    { permission: 'admin:activity', admin: true },
  );
  return { world, delegate, domain: domain!.id, other: other!.id, epoch: 1 };
}

const change =
  (parts: (scene: Scene) => object[]): Change =>
  (scene) =>
    scene.world.owner.mutate('members.change', {
      account: scene.world.acme,
      user: scene.delegate.id,
      seen: scene.epoch,
      parts: parts(scene),
    });

const log = { permissions: ['admin:activity'] };

/** What the provider and the clock do has no procedure: the same locks, the same rows. */
const rows =
  (account: 'share' | 'update', member: 'share' | 'update', sql: string): Change =>
  ({ world, delegate }) =>
    inTransaction(world.api.db.orm, { account: world.acme }, async (em) => {
      await lockRows(em, { accountId: world.acme, account, members: { [delegate.id]: member } });
      for (const statement of sql.split(';')) await em.execute(statement);
      return { status: 200 };
    });

/** The six ways in which access ends, each as a change and the answer that follows it. */
export const endings: Record<string, { end: Change; answer: string }> = {
  'member removed': {
    end: ({ world, delegate }) =>
      world.owner.mutate('members.remove', { account: world.acme, user: delegate.id }),
    answer: 'MEMBER_REMOVED',
  },
  'one grant removed': { end: change(() => [log]), answer: 'PERMISSION_MISSING' },
  'scope narrowed': {
    end: change(({ other }) => [
      { permissions: ['domains:manage'], domains: { which: 'only', ids: [other] } },
      log,
    ]),
    answer: 'NOT_FOUND',
  },
  'end date moved to now': {
    end: rows(
      'share',
      'update',
      `update grants set end_at = date_trunc('milliseconds', clock_timestamp());
       update memberships set epoch = epoch + 1 where end_at is null`,
    ),
    answer: 'MEMBER_ENDED',
  },
  'member suspended': {
    end: ({ world, delegate }) =>
      world.owner.mutate('members.suspend', { account: world.acme, user: delegate.id }),
    answer: 'MEMBER_SUSPENDED',
  },
  'account suspended': {
    end: rows('update', 'share', `update accounts set state = 'suspended', epoch = epoch + 1`),
    answer: 'ACCOUNT_SUSPENDED',
  },
};

let records = 0;

/** A write that the delegate may do: a new record on the first domain. */
export const write = (caller: Caller, { world, domain }: Scene): Promise<Answer<unknown>> =>
  caller.mutate('domains.saveRecord', {
    account: world.acme,
    domain,
    type: 'A',
    name: `www${(records += 1)}`,
    value: '203.0.113.24',
    ttl: 3600,
  });

/**
 * Holds a delegate's write open after its decision (it waits for the domain's row), then ends the access.
 * @returns whether the change waited for the write, and what became of both.
 */
export async function endDuringWrite(scene: Scene, end: Change) {
  const { world, domain } = scene;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = () => {};
  const holding = new Promise<void>((resolve) => (held = resolve));
  const holder = world.em().transactional(async (em) => {
    await em.execute(`select 1 from domains where id = ? for update`, [domain]);
    held();
    await released;
  });
  await holding;
  const written = write(scene.delegate, scene);
  await untilWaiting(world.em());

  let ended = false;
  const ending = end(scene).finally(() => (ended = true));
  // it ends, or it waits as well: however slow the machine, one of the two comes
  await untilWaiting(world.em(), 2, () => ended);
  const waited = !ended;
  release();
  const [answer] = await Promise.all([written, ending, holder]);
  return { waited, write: answer.status, end: ((await ending) as { status: number }).status };
}
