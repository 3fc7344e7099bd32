import {
  Account,
  dbNow,
  HandOff,
  Invitation,
  Membership,
  readFactsOfMembers,
  setContext,
  User,
  type Em,
  type MemberFacts,
} from '@mandate/db';
import { memberStanding } from '@mandate/policy';
import { hashToken, looksLikeToken, newToken } from '../../auth/secret.ts';
import type { SignedIn } from '../../auth/sessions.ts';
import type { Work } from '../../context.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { Refusal } from '../../errors.ts';
import { digestOf } from './digest.ts';
import { offered } from './sending.ts';
import { stillGiveable } from './queries.ts';

const hour = 60 * 60 * 1000;

/** Exchanges a link's token for a hand-off cookie, which gives nothing but this invitation. Changes nothing else. */
export async function showInvitation(
  { em }: Work,
  token: string,
): Promise<{ handOff: string; expiresAt: Date }> {
  await setContext(em, { tokenHash: hashToken(token) });
  const invitation = await em.findOne(Invitation, { tokenHash: hashToken(token) });
  if (!invitation) throw new Refusal('INVITATION_UNKNOWN');
  await setContext(em, { account: invitation.accountId });
  if (!(await holdLink(em, invitation))) throw new Refusal('INVITATION_UNKNOWN');
  const handOff = newToken();
  const expiresAt = new Date((await dbNow(em)).getTime() + hour);
  await em.insert(HandOff, {
    tokenHash: hashToken(handOff),
    accountId: invitation.accountId,
    invitationId: invitation.id,
    way: invitation.way,
    expiresAt,
  });
  return { handOff, expiresAt };
}

/** Holds the link that was found; false when another has taken its place meanwhile: nothing opens by a dead one. */
async function holdLink(em: Em, { accountId, id, tokenHash }: Invitation): Promise<boolean> {
  const rows = await em.execute<object[]>(
    `select 1 from invitations where account_id = ? and id = ? and token_hash = ? for share`,
    [accountId, id, tokenHash],
  );
  return rows.length === 1;
}

/** The hand-off that the request carries, if it is one and still good. */
export async function handOffOf({ em, request }: Work): Promise<HandOff | null> {
  if (!request.handOff || !looksLikeToken(request.handOff)) return null;
  const tokenHash = hashToken(request.handOff);
  await setContext(em, { tokenHash });
  const handOff = await em.findOne(HandOff, { tokenHash });
  return handOff && handOff.expiresAt > (await dbNow(em)) ? handOff : null;
}

/**
 * Is it there still? To be asked once the invitation is held, in a statement of its own: what was found before may
 * have died with its link while the lock was waited for.
 */
export const stillOpened = async (em: Em, { accountId, tokenHash }: HandOff): Promise<boolean> =>
  (await em.count(HandOff, { accountId, tokenHash })) > 0;

export interface Received {
  invitation: Invitation;
  account: Account;
  inviter: MemberFacts | undefined;
  inviterName: string;
  ownerName: string;
  now: Date;
}

/** Reads an invitation with all that its answer depends on; the transaction works in its account from here on. */
export async function readInvitation(em: Em, accountId: string, id: string): Promise<Received> {
  await setContext(em, { account: accountId });
  const invitation = await em.findOneOrFail(Invitation, { id, accountId }, { refresh: true });
  const account = await em.findOneOrFail(Account, { id: accountId }, { refresh: true });
  const [inviter] = await readFactsOfMembers(em, accountId, {
    userIds: [invitation.inviterUserId],
    clock: 'clock_timestamp',
  });
  const inviterName = inviter?.name ?? (await em.findOneOrFail(User, { id: invitation.inviterUserId })).name;
  const ownerName = (await em.findOneOrFail(User, { id: account.ownerUserId })).name;
  return { invitation, account, inviter, inviterName, ownerName, now: await dbNow(em) };
}

const stateRefusal: Record<string, RefusalCode> = {
  accepted: 'INVITATION_ANSWERED',
  declined: 'INVITATION_ANSWERED',
  cancelled: 'INVITATION_CANCELLED',
  expired: 'INVITATION_EXPIRED',
};

/** Why nobody could accept this now, whoever he is (S12.5); null when the invited person may. */
export function problemWith(ctx: Pick<Work, 'bundle'>, received: Received): RefusalCode | null {
  const { invitation, account, inviter, now } = received;
  if (invitation.state !== 'open') return stateRefusal[invitation.state] ?? 'INVITATION_ANSWERED';
  if (invitation.expiresAt <= now) return 'INVITATION_EXPIRED';
  if (account.state !== 'active') return 'ACCOUNT_STATE';
  return stillGiveable(ctx, inviter, invitation) ? null : 'INVITATION_INVITER_CANNOT_GIVE';
}

/** Whom to ask: the inviter, while he may act here himself and it is not he who stands in the way, and the owner. */
function helpers({ inviter, ownerName }: Received, code: RefusalCode | null): string[] {
  const active = inviter && memberStanding(inviter) === 'active';
  const helps = active && code !== 'INVITATION_INVITER_CANNOT_GIVE';
  return [...new Set([...(helps ? [inviter.name] : []), ownerName])];
}

export const refusalOf = (code: RefusalCode, received: Received, you?: string): Refusal =>
  new Refusal(code, {
    account: received.account.name,
    who: helpers(received, code),
    words: {
      date: received.invitation.expiresAt.toISOString(),
      inviter: received.inviterName,
      email: received.invitation.email,
      you: you ?? '',
    },
  });

/** What the invited person reads before answering. Reading changes nothing. */
export async function viewInvitation(ctx: Work, person: SignedIn['user'] | null) {
  const handOff = await handOffOf(ctx);
  if (!handOff) throw new Refusal('INVITATION_UNKNOWN');
  return read(ctx, await readInvitation(ctx.em, handOff.accountId, handOff.invitationId), person);
}

/** The same without its link: one that waits for the person's verified address; row-level security shows no other. */
export async function viewMine(ctx: Work, id: string, person: SignedIn['user']) {
  const own = await ctx.em.findOne(Invitation, { id });
  if (!own) throw new Refusal('INVITATION_UNKNOWN');
  return read(ctx, await readInvitation(ctx.em, own.accountId, id), person);
}

async function read(ctx: Work, received: Received, person: SignedIn['user'] | null) {
  const { invitation, account, inviterName, ownerName } = received;
  const member = person !== null && (await isMember(ctx, account.id, person.id));
  const invited = person !== null && isInvited(person, invitation);
  const problem = problemWith(ctx, received) ?? (invited && member ? 'ALREADY_MEMBER' : null);
  return {
    seen: digestOf(invitation),
    account: account.name,
    accountId: account.id,
    inviter: inviterName,
    owner: ownerName,
    who: helpers(received, problem),
    email: invitation.email,
    locale: invitation.locale,
    note: invitation.note ?? null,
    access: problem
      ? null
      : await offered({ ...ctx, account, now: received.now }, invitation, ctx.request.locale),
    expiresAt: invitation.expiresAt,
    timeZone: account.timeZone,
    way: invitation.way,
    problem,
    you: person && { name: person.name, email: person.email, invited, member },
  };
}

const isMember = async ({ em }: Work, accountId: string, userId: string): Promise<boolean> =>
  (await em.count(Membership, { accountId, userId, endedAt: null })) > 0;

export const isInvited = (
  person: Pick<SignedIn['user'], 'email' | 'emailVerified'>,
  invitation: Invitation,
): boolean => person.emailVerified && person.email === invitation.email;
