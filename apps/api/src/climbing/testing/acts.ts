import { OwnershipOffer } from '@mandate/db';
import type { AccessInput } from '../../contract/grants.ts';
import { inDays, inputsOf, lessOf } from './plans.ts';
import type { Rows } from './rows.ts';
import { password, type Known, type Scene } from './scene.ts';
import type { Kind, Step } from './steps.ts';
import type { View } from './view.ts';

/** Who does it to whom, and what was so before. */
export interface Act {
  step: Step;
  by: Known;
  whom: Known;
  /** Whose address a pending offer of `whom` gets. */
  onto: Known;
  before: Rows;
}

/** `OK`, the code of the refusal, or null where there was nothing to ask. */
export type Said = string | null;

const invitedOne = ({ email }: Known, { open }: Rows) => open.find((one) => one.email === email);

/** Mostly somebody of whom this can be done; now and then anybody. Actor 0 is whoever owns the account. */
export function aim({ people }: Scene, step: Step, before: Rows): Act {
  const { kind, actor, target, astray } = step;
  const invited = (one: Known) => invitedOne(one, before) !== undefined;
  const owner = people.find(({ id }) => before.owners.includes(id))!;
  const by = actor === 0 ? owner : people[actor]!;
  const member = (one: Known) => before.members.has(one.id);
  const free = (one: Known) => !invited(one) && !member(one);
  const fits: Partial<Record<Kind, (one: Known) => boolean>> = {
    send: free,
    ...{ accept: invited, decline: invited, resend: invited, copy: invited, correct: invited },
    ...{ cancel: invited, edit: invited, takeOver: invited },
    suspend: (one) => before.members.get(one.id)?.suspended === false && one !== owner && one !== by,
    resume: (one) => before.members.get(one.id)?.suspended === true,
  };
  const choose = (n: number, fit: (one: Known) => boolean): Known => {
    const fitting = people.filter(fit);
    return n === 0 || fitting.length === 0 ? people[n]! : fitting[n % fitting.length]!;
  };
  const whom = choose(target, fits[kind] ?? ((one) => member(one) && one !== owner && one !== by));
  const answers = kind === 'accept' || kind === 'decline';
  return {
    ...{ step, whom, before, onto: choose(step.onto, free) },
    by: answers && !astray ? whom : by,
  };
}

const paths = {
  ...{ resend: 'invitations.resend', copy: 'invitations.copyLink', cancel: 'invitations.cancel' },
  ...{ takeOver: 'invitations.takeOver', edit: 'invitations.change', send: 'invitations.send' },
  ...{ correct: 'invitations.correct', change: 'members.change', reduce: 'members.reduce' },
  ...{ remove: 'members.remove', suspend: 'members.suspend', resume: 'members.resume' },
  ...{ leave: 'accounts.leave', accept: 'invitations.accept', decline: 'invitations.declineMine' },
} as const;

/** The calls that the portal would make; `view` knows what its picker offers. */
export async function perform(scene: Scene, view: View, act: Act): Promise<Said> {
  const { step, whom, before } = act;
  const { kind } = step;
  if (kind === 'transfer') return transfer(scene, act);
  if (!(kind in paths)) throw new Error(`nobody asks for ${kind}`);
  const asked = kind as keyof typeof paths;
  const { account } = scene;
  const parts = () => inputsOf(step.astray ? scene.ground : view.seen(before, act.by.id), step.parts);
  const { id: invitation, seen } = invitedOne(whom, before) ?? {};
  const on = { account, invitation };
  const member = { account, user: whom.id };
  const inputs: Record<keyof typeof paths, () => object> = {
    ...{ resend: () => on, copy: () => on, cancel: () => on, takeOver: () => on },
    edit: () => ({ ...on, seen, parts: parts() }),
    correct: () => ({ ...on, email: act.onto.email }),
    send: () => ({ account, emails: [whom.email], locale: 'en', parts: parts() }),
    ...{ change: () => changed(account, act, parts), reduce: () => changed(account, act, parts) },
    remove: () => ({ ...member, alsoEnd: step.astray ? [] : heirsOf(act) }),
    ...{ suspend: () => member, resume: () => member, leave: () => ({ account }) },
    ...{ accept: () => ({ invitation, seen }), decline: () => ({ invitation, seen }) },
  };
  const input = inputs[asked]();
  if ('invitation' in input && invitation === undefined) return null;
  const done = await act.by.caller.mutate<{ results?: { problem: string | null }[] }>(paths[asked], input);
  if (done.error) return done.error.code;
  return done.data.results?.find(({ problem }) => problem !== null)?.problem ?? 'OK';
}

/** A change of anything; what is meant to be less is mostly less. */
function changed(account: string, { step, whom, before }: Act, parts: () => AccessInput[]) {
  const held = before.members.get(whom.id);
  const less = step.kind === 'reduce' && !step.astray && held && held.grants.length > 0;
  const { whole } = step;
  const on = (days: number | null) => (days === null ? null : inDays(days));
  return {
    ...{ account, user: whom.id, seen: held?.epoch ?? 0 },
    parts: less ? lessOf(held.grants, step.actor, before.now) : parts(),
    ...(whole === undefined ? {} : { dates: { from: on(whole.from), until: on(whole.until) } }),
  };
}

/** What the person to be removed gave to others. */
const heirsOf = ({ whom, before }: Act) =>
  [...before.members].flatMap(([user, { grants }]) =>
    grants
      .filter(({ givenBy }) => givenBy === whom.id && user !== whom.id)
      .map(({ id }) => ({ user, grant: id })),
  );

async function transfer(scene: Scene, { step, whom, before }: Act): Promise<Said> {
  const { account, people } = scene;
  const former = people.find(({ id }) => before.owners.includes(id))!;
  const [owner, receiver] = [former.caller, whom.caller];
  const again = { account, password };
  const afterwards = step.actor % 2 === 0 ? 'colleague' : 'leaves';
  const offered = await owner.mutate('ownership.offer', { ...again, user: whom.id, afterwards });
  const offer = await scene.em().findOne(OwnershipOffer, { accountId: account, state: 'open' });
  if (!offer) return offered.error?.code ?? null;
  const accepted = await receiver.mutate('ownership.accept', { ...again, offer: offer.id });
  if (!accepted.error) return 'OK';
  await owner.mutate('ownership.withdraw', { account, offer: offer.id });
  return accepted.error.code;
}
