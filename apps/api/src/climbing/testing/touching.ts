import type { Act } from './acts.ts';
import { excess, from, heldAt, plain, type Rights } from './judge.ts';
import type { Held, Rows } from './rows.ts';
import type { Kind } from './steps.ts';
import type { View } from './view.ts';

/** What somebody who is not the owner has to hold for it, when he does it. */
const needs: Partial<Record<Kind, string>> = {
  ...{ remove: 'revoke', suspend: 'revoke', reduce: 'revoke', cancel: 'revoke' },
  ...{ change: 'users', resume: 'users', send: 'users', edit: 'users', resend: 'users', copy: 'users' },
  ...{ correct: 'users', takeOver: 'users' },
};
const ofMembers: readonly Kind[] = ['change', 'reduce', 'remove', 'suspend', 'resume'];
const ofOffers: readonly Kind[] = ['edit', 'resend', 'copy', 'correct', 'takeOver', 'cancel'];

const told = (held: Held | undefined): string =>
  held ? [...held.grants.map(({ id }) => id), ...held.span, held.suspended].join() : '';

/** Nobody touches himself, the owner, or somebody who holds more than he does from now on (S7); and nobody else changes. */
export function overreached(view: View, act: Act, after: Rows): string | null {
  const { by, whom, before } = act;
  const { kind } = act.step;
  const owns = before.owners.includes(by.id);
  const own = view.usable(before, by.id);
  const need = needs[kind];
  if (need && !owns && !heldAt(own, before.now).includes(`admin:${need} admin`)) return `no admin:${need}`;
  const stronger = (rights: Rights) => (owns ? null : excess(from(plain(rights), after.now), own));
  const person = (user: string) => {
    if (user === by.id) return 'himself';
    if (before.owners.includes(user)) return 'the owner';
    return stronger(view.given(before, user));
  };
  const offered = before.open.filter(({ email }) => email === whom.email);
  const answers = kind === 'accept' || kind === 'decline';
  return (
    (ofMembers.includes(kind) ? person(whom.id) : null) ??
    (ofOffers.includes(kind) ? stronger(view.offered(offered.flatMap(({ grants }) => grants))) : null) ??
    (answers && by.id !== whom.id ? 'the offer of somebody else' : null) ??
    others(act, after, person)
  );
}

/** Besides whom it is about, only those change who were given something by somebody removed. */
function others({ step, by, whom, before }: Act, after: Rows, person: (user: string) => string | null) {
  const about =
    step.kind === 'leave' ? [by.id] : [whom.id, ...(step.kind === 'transfer' ? before.owners : [])];
  for (const user of after.members.keys())
    if (!before.members.has(user) && !(step.kind === 'accept' && user === whom.id))
      return `${user}, who was no member`;
  for (const [user, held] of before.members) {
    const left = after.members.get(user);
    if (about.includes(user) || told(left) === told(held)) continue;
    if (step.kind !== 'remove') return `${user}, whom this is not about`;
    const lost = held.grants.filter(({ id }) => !left?.grants.some((grant) => grant.id === id));
    if (lost.some(({ givenBy }) => givenBy !== whom.id)) return 'what another gave';
    const touched = person(user);
    if (touched) return touched;
  }
  return null;
}
