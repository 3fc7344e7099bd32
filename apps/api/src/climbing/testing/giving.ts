import type { Act } from './acts.ts';
import { excess, from, plain, union, type Rights } from './judge.ts';
import type { Rows } from './rows.ts';
import type { View } from './view.ts';

/** The offers of acts upon a pending invitation, by the address that it has afterwards. */
const offering = ['send', 'edit', 'resend', 'copy', 'correct', 'takeOver'];

const inviterOf = ({ whom, before }: Act): string =>
  before.open.find(({ email }) => email === whom.email)?.inviter ?? '';

/** At every giving act by anyone but the owner, what is given is covered by what the giver held just before (S6). */
export function climbed(view: View, act: Act, after: Rows): string | null {
  const { by, whom, onto, before } = act;
  const { kind } = act.step;
  const giver = kind === 'accept' ? inviterOf(act) : by.id;
  if (before.owners.includes(giver)) return null;
  const own = view.mayGive(before, giver);
  const now = (rights: Rights) => from(rights, after.now);
  const had = view.given(before, whom.id);
  const has = now(view.given(after, whom.id));
  if (kind === 'change') return excess(has, union(had, own));
  if (kind === 'reduce') return excess(plain(has), had) ?? excess(has, union(had, own));
  if (kind === 'resume' || kind === 'accept') return excess(has, own);
  if (!offering.includes(kind)) return null;
  const address = kind === 'correct' ? onto.email : whom.email;
  const offered = after.open.filter(({ email }) => email === address);
  const given = now(view.offered(offered.flatMap(({ grants }) => grants)));
  // a fresh link of somebody else's offer gives as he gave it (decision 17)
  const stands = offered.every(({ inviter }) => inviter !== by.id);
  return excess(stands ? plain(given) : given, own);
}

/** The rows say who gave what: whoever did, and nobody else. */
export function misnamed(act: Act, after: Rows): string | null {
  const { kind } = act.step;
  const { by, whom, onto, before } = act;
  const known = new Set([...before.members.values()].flatMap(({ grants }) => grants.map(({ id }) => id)));
  const giver = kind === 'accept' ? inviterOf(act) : kind === 'transfer' ? whom.id : by.id;
  for (const { grants } of after.members.values())
    for (const { id, givenBy } of grants)
      if (!known.has(id) && givenBy !== giver) return `${givenBy} is said to have given what ${giver} gave`;
  for (const { id, email, inviter } of after.open) {
    const was = before.open.find((one) => one.id === id)?.inviter;
    const meant = email === (kind === 'correct' ? onto.email : whom.email) && offering.includes(kind);
    const same = inviter === was && (!meant || kind === 'resend' || kind === 'copy');
    if (!same && !(meant && inviter === by.id)) return `${inviter} is said to have made an offer of ${by.id}`;
  }
  return null;
}
