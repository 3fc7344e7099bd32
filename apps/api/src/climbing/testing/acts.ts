import { OwnershipOffer } from '@mandate/db';
import { seen } from '../../features/invitations/testing/seen.ts';
import { day, password, type Known, type Rows, type Scene } from './scene.ts';
import type { Step } from './steps.ts';

/** Who does it to whom, and what was so before. */
export interface Act {
  step: Step;
  by: Known;
  whom: Known;
  before: Rows;
}

const invitedOne = ({ email }: Known, { open }: Rows) => open.find((one) => one.email === email);

/** Mostly somebody of whom this can be done; now and then anybody. Actor 0 is whoever owns the account. */
export function aim({ people }: Scene, step: Step, before: Rows): Act {
  const { kind, actor, target } = step;
  const invited = (one: Known) => invitedOne(one, before) !== undefined;
  const owner = people.find(({ id }) => before.owners.includes(id))!;
  const by = actor === 0 ? owner : people[actor]!;
  const member = (one: Known) => before.members.has(one.id);
  const fits =
    {
      send: (one: Known) => !invited(one) && !member(one),
      ...{ accept: invited, decline: invited, resend: invited, copy: invited },
      ...{ cancel: invited, edit: invited, takeOver: invited },
      resume: (one: Known) => before.members.get(one.id)?.suspended === true,
    }[kind as string] ?? ((one: Known) => member(one) && one !== owner && one !== by);
  const fitting = people.filter(fits);
  const whom = target === 0 || fitting.length === 0 ? people[target]! : fitting[target % fitting.length]!;
  return { step, by, whom, before };
}

const paths = {
  ...{ resend: 'invitations.resend', copy: 'invitations.copyLink', cancel: 'invitations.cancel' },
  ...{ takeOver: 'invitations.takeOver', edit: 'invitations.change', send: 'invitations.send' },
  ...{ change: 'members.change', reduce: 'members.reduce', remove: 'members.remove' },
  ...{ suspend: 'members.suspend', resume: 'members.resume' },
  ...{ leave: 'accounts.leave', accept: 'invitations.accept', decline: 'invitations.declineMine' },
} as const;

/** The calls that the portal would make. @returns whether it was done. */
export async function perform(scene: Scene, act: Act): Promise<boolean> {
  const { step, whom, before } = act;
  const { kind, parts, whole } = step;
  if (kind === 'transfer') return transfer(scene, act);
  if (kind === 'expire' || kind === 'policies') throw new Error('nobody does this');
  const { account } = scene;
  const invitation = invitedOne(whom, before)?.id ?? null;
  const answers = kind === 'accept' || kind === 'decline';
  if (answers && invitation === null) return false;
  const read = answers && (await seen(scene.em(), { id: invitation! }));
  const until = whole == null ? null : new Date(Date.now() + whole * day).toISOString().slice(0, 10);
  const member = { account, user: whom.id };
  const rights = {
    ...{ ...member, parts: scene.inputs(parts), seen: before.members.get(whom.id)?.epoch ?? 0 },
    ...(whole === undefined ? {} : { dates: { from: null, until } }),
  };
  const on = { account, invitation };
  const inputs = {
    ...{ resend: on, copy: on, cancel: on, takeOver: on, edit: { ...on, parts: rights.parts } },
    send: { account, emails: [whom.email], locale: 'en', parts: rights.parts },
    ...{ change: rights, reduce: rights, remove: member, suspend: member, resume: member },
    leave: { account },
    ...{ accept: { invitation, ...read }, decline: { invitation, ...read } },
  };
  const caller = await scene.as(answers ? whom : act.by);
  const done = await caller.mutate<{ results?: { problem: unknown }[] }>(paths[kind], inputs[kind]);
  return done.status === 200 && (done.data.results?.every(({ problem }) => problem === null) ?? true);
}

async function transfer(scene: Scene, { step, whom, before }: Act): Promise<boolean> {
  const { account, people } = scene;
  const former = people.find(({ id }) => before.owners.includes(id))!;
  const [owner, receiver] = [await scene.as(former), await scene.as(whom)];
  const again = { account, password };
  const afterwards = step.actor % 2 === 0 ? 'colleague' : 'leaves';
  await owner.mutate('ownership.offer', { ...again, user: whom.id, afterwards });
  const offer = await scene.em().findOne(OwnershipOffer, { accountId: account, state: 'open' });
  if (!offer) return false;
  const accepted = await receiver.mutate('ownership.accept', { ...again, offer: offer.id });
  if (accepted.status !== 200) await owner.mutate('ownership.withdraw', { account, offer: offer.id });
  return accepted.status === 200;
}
