import { ActivityEvent, createOrm, Grant, Membership, OutboxMessage, OwnershipOffer } from '@mandate/db';
import { hashPassword } from '../../../auth/passwords.ts';
import { startUpkeep } from '../../../commands/upkeep/worker.ts';
import { quiet } from '../../../outbox/testing/quiet.ts';
import type { TestApi } from '../../../testing.ts';

export const password = 'four words make a phrase';
const passwordHash = await hashPassword(password);

interface Offered {
  id: string;
  state: string;
  to: string;
  afterwards: string;
}

/** Olivia owns an Acme of her own and Tess manages a domain there; both know their passwords. */
export async function ownershipScene(api: TestApi) {
  const { make } = api.db;
  const known = async (name: string) => {
    const { id } = await make.user({ name, passwordHash });
    return { id, name, ...(await api.as(id)) };
  };
  const [owner, tess] = [await known('Olivia Owens'), await known('Tess Lindqvist')];
  const { id: account } = await make.account(owner.id, { name: 'Acme' });
  const domain = await make.domain(account);
  await make.member(account, tess.id, [{ permission: 'domains:manage', domains: { only: [domain.id] } }]);
  const em = () => api.db.owner.em.fork();
  const offer = (afterwards: 'colleague' | 'leaves' = 'colleague', user = tess.id) =>
    owner.mutate<{ offer: string }>('ownership.offer', { account, user, afterwards, password });
  return {
    ...{ api, make, em, account, owner, tess, domain: domain.id, offer },
    /** Somebody else who holds `grants` in the account and knows the password. */
    member: async (name: string, ...grants: NonNullable<Parameters<typeof make.member>[2]>[number][]) => {
      const person = await known(name);
      await make.member(account, person.id, grants);
      return person;
    },
    /** Offers to Tess and names the offer. */
    offered: async (afterwards: 'colleague' | 'leaves' = 'colleague') => (await offer(afterwards)).data.offer,
    accept: (id: string, as = tess) => as.mutate('ownership.accept', { account, offer: id, password }),
    get: async (as = owner) =>
      (
        await as.query<{ offer: Offered | null; owner: boolean; consequences: object | null }>(
          'ownership.get',
          { account },
        )
      ).data,
    ownerId: async () => {
      const [row] = await em().execute<{ owner: string }[]>(
        `select owner_user_id as owner from accounts where id = ?`,
        [account],
      );
      return row!.owner;
    },
    state: async (id: string) => (await em().findOneOrFail(OwnershipOffer, { id })).state,
    membership: (userId: string) => em().findOneOrFail(Membership, { accountId: account, userId }),
    grants: (userId: string) => em().find(Grant, { accountId: account, userId, endedAt: null }),
    actions: async () =>
      (await em().find(ActivityEvent, { accountId: account }, { orderBy: { seq: 'asc' } })).map(
        ({ action }) => action,
      ),
    mails: async () =>
      (
        await em().find(OutboxMessage, { accountId: account }, { orderBy: { createdAt: 'asc', id: 'asc' } })
      ).map(({ kind, subject }) => `${kind}: ${subject}`),
  };
}

export type OwnershipScene = Awaited<ReturnType<typeof ownershipScene>>;

/** One round of what the clock has ended. */
export async function upkeep(api: TestApi): Promise<void> {
  const workerOrm = await createOrm(api.db.workerUrl);
  const loop = startUpkeep({ ...api.services, workerOrm, log: quiet });
  await loop.drain();
  await loop.stop();
  await workerOrm.close(true);
}
