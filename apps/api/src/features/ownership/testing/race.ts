import { untilWaiting } from '@mandate/db/testing';
import type { Answer } from '../../../testing.ts';
import { actAsProvider } from '../../accounts/provider.ts';
import { password, type OwnershipScene } from './scene.ts';

type Act = (scene: OwnershipScene, offer: string) => Promise<Pick<Answer<unknown>, 'status'>>;

const byProvider =
  (change: 'suspended' | 'closed'): Act =>
  async ({ api, account }) => {
    const acted = await actAsProvider({ orm: api.db.orm, env: api.services.env }, { account, change });
    return { status: acted?.done ? 200 : 409 };
  };

/** What may happen to an offer in the instant in which it is accepted. */
export const rivals: Record<string, Act> = {
  'the same, in another tab': (scene, offer) => scene.accept(offer),
  'its withdrawal': ({ owner, account }, offer) => owner.mutate('ownership.withdraw', { account, offer }),
  'its refusal': ({ tess, account }, offer) => tess.mutate('ownership.decline', { account, offer }),
  'the removal of its receiver': ({ owner, account, tess }) =>
    owner.mutate('members.remove', { account, user: tess.id }),
  'the suspension of its receiver': ({ owner, account, tess }) =>
    owner.mutate('members.suspend', { account, user: tess.id }),
  'the leaving of its receiver': ({ tess, account }) => tess.mutate('accounts.leave', { account }),
  'the suspension of the account': byProvider('suspended'),
  'the closing of the account': ({ owner, account }) =>
    owner.mutate('accounts.close', { account, name: 'Acme', password }),
};

/**
 * Lets accepting and its rival meet: whoever comes first has done everything but the log's entry when the other
 * comes. @returns the two statuses, accepting first.
 */
export async function meet(scene: OwnershipScene, offer: string, rival: Act, first: 'accept' | 'rival') {
  const { em, account } = scene;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let hold = () => {};
  const holding = new Promise<void>((resolve) => (hold = resolve));
  const held = em().transactional(async (own) => {
    await own.execute(`select 1 from activity_heads where account_id = ? for update`, [account]);
    hold();
    await released;
  });
  await holding;
  const acts = { accept: () => scene.accept(offer), rival: () => rival(scene, offer) };
  const second = first === 'accept' ? 'rival' : 'accept';
  const begun = acts[first]();
  await untilWaiting(em());
  const late = acts[second]();
  await untilWaiting(em(), 2);
  release();
  const [one, other] = [await begun, await late, await held];
  const statuses = { [first]: one.status, [second]: other.status };
  return [statuses.accept!, statuses.rival!] as const;
}

/** Whoever owns the account is a member without an end, a suspension or grants (S15). */
export async function ownerOf(scene: OwnershipScene) {
  const id = await scene.ownerId();
  const { endedAt, suspendedAt, endAt } = await scene.membership(id);
  const grants = (await scene.grants(id)).length;
  return { tess: id === scene.tess.id, sound: !endedAt && !suspendedAt && !endAt && grants === 0 };
}
