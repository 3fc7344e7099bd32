import {
  appendEvent,
  type HandOff,
  Invitation,
  lockRows,
  Membership,
  restoreGrant,
  setContext,
  User,
} from '@mandate/db';
import type { SignedIn } from '../../auth/sessions.ts';
import type { Work } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { queueMail } from '../../outbox/queue.ts';
import { insertGrants, startMembership } from '../members/rights.ts';
import { assertSeen } from './digest.ts';
import {
  handOffOf,
  isInvited,
  problemWith,
  readInvitation,
  refusalOf,
  stillOpened,
  type Received,
} from './receiving.ts';

type Signed = Work & { user: SignedIn['user'] };

/** What is answered: the hand-off's invitation or that of an id, as it was read. */
interface Answer {
  invitation?: string | undefined;
  seen: string;
}

interface Meant {
  id: string;
  accountId: string;
  /** What opened it, where it is not the person's verified address. */
  handOff?: HandOff;
}

/** Which invitation is meant: the hand-off's, or one of the open ones for one's own verified address. */
async function meant(ctx: Work, { invitation: id }: Answer): Promise<Meant> {
  if (id) {
    const own = await ctx.em.findOne(Invitation, { id });
    if (own) return { id, accountId: own.accountId };
  } else {
    const handOff = await handOffOf(ctx);
    if (handOff) return { id: handOff.invitationId, accountId: handOff.accountId, handOff };
  }
  throw new Refusal('INVITATION_UNKNOWN');
}

/** Locks in the one order of S13, then reads again: what was found before the locks may be history. */
async function hold(ctx: Work, found: Meant, userId: string | null): Promise<Received> {
  const { inviterUserId } = await peek(ctx, found);
  await lockRows(ctx.em, {
    accountId: found.accountId,
    account: 'share',
    members: { [inviterUserId]: 'share', ...(userId ? { [userId]: 'update' as const } : {}) },
    invitation: { id: found.id, mode: 'update' },
  });
  if (found.handOff && !(await stillOpened(ctx.em, found.handOff))) throw new Refusal('INVITATION_UNKNOWN');
  const received = await readInvitation(ctx.em, found.accountId, found.id);
  if (received.invitation.inviterUserId !== inviterUserId) throw new Refusal('TRY_AGAIN');
  return received;
}

async function peek(ctx: Work, found: Meant): Promise<Invitation> {
  await setContext(ctx.em, { account: found.accountId });
  return ctx.em.findOneOrFail(Invitation, { id: found.id, accountId: found.accountId });
}

/** The address as it is now, held until the answer is written: it may have changed since the session was read. */
async function addressOf({
  em,
  user,
}: Pick<Signed, 'em' | 'user'>): Promise<Pick<SignedIn['user'], 'email' | 'emailVerified'>> {
  const [row] = await em.execute<[{ email: string; emailVerified: boolean }]>(
    `select email, email_verified_at is not null as "emailVerified" from users where id = ? for share`,
    [user.id],
  );
  return row;
}

/** One transaction, all or nothing: what the inviter can no longer give in full is refused, never reduced. */
export async function acceptInvitation(
  ctx: Signed,
  answer: Answer,
): Promise<{ account: string; name: string }> {
  const found = await meant(ctx, answer);
  const received = await hold(ctx, found, ctx.user.id);
  const { invitation, account, now } = received;
  assertSeen(invitation, answer.seen, ctx.user.name);
  if (!isInvited(await addressOf(ctx), invitation)) throw notForThem(found, received, ctx.user);
  const problem = problemWith(ctx, received);
  if (problem) throw refusalOf(problem, received, ctx.user.email);
  const member = { accountId: account.id, userId: ctx.user.id };
  if (await ctx.em.count(Membership, { ...member, endedAt: null }))
    throw refusalOf('ALREADY_MEMBER', received);

  Object.assign(invitation, { state: 'accepted', answeredAt: now, answeredBy: ctx.user.id });
  await ctx.em.flush();
  await startMembership(ctx.em, member);
  await insertGrants(ctx.em, member, invitation.inviterUserId, invitation.grants.map(restoreGrant), now);
  await answered(ctx, received, 'accepted', ctx.user);
  return { account: account.id, name: account.name };
}

/** Who has its link, or had its address, reads for whom it is; to everybody else it is one that does not exist. */
const notForThem = ({ handOff }: Meant, received: Received, { email }: SignedIn['user']): Refusal =>
  handOff || received.invitation.email === email
    ? refusalOf('INVITATION_WRONG_PERSON', received, email)
    : new Refusal('INVITATION_UNKNOWN');

/** Declining needs the link, and no other login, or the login; it tells the inviter and changes nothing else. */
export async function declineInvitation(
  ctx: Work,
  answer: Answer,
  person: SignedIn['user'] | null,
): Promise<{ name: string }> {
  const found = await meant(ctx, answer);
  const received = await hold(ctx, found, null);
  const { invitation, account, now } = received;
  assertSeen(invitation, answer.seen, person?.name);
  if (person && !isInvited(await addressOf({ em: ctx.em, user: person }), invitation))
    throw notForThem(found, received, person);
  if (invitation.state !== 'open')
    throw refusalOf(problemWith(ctx, received) ?? 'INVITATION_ANSWERED', received);
  Object.assign(invitation, { state: 'declined', answeredAt: now, answeredBy: person?.id ?? null });
  await ctx.em.flush();
  await answered(ctx, received, 'declined', person);
  return { name: account.name };
}

/** Drops the hand-offs, tells the inviter, writes the log: what both answers have in common. */
async function answered(
  ctx: Work,
  { invitation, account }: Received,
  answer: 'accepted' | 'declined',
  person: SignedIn['user'] | null,
): Promise<void> {
  await ctx.em.execute(
    `delete from hand_offs where account_id = ? and invitation_id = ?`,
    [account.id, invitation.id],
    'run',
  );
  const inviter = await ctx.em.findOneOrFail(User, { id: invitation.inviterUserId });
  const name = person?.name ?? invitation.email;
  const { email: to, locale, id: userId } = inviter;
  const told = { to, locale, account: { id: account.id }, resource: 'admin', userId };
  const about = { accountId: account.id, accountName: account.name, personEmail: invitation.email };
  if (answer === 'accepted')
    await queueMail(ctx, { kind: 'invitationAccepted', ...told, props: { ...about, personName: name } });
  else await queueMail(ctx, { kind: 'invitationDeclined', ...told, props: about });
  await appendEvent(ctx.em, {
    accountId: account.id,
    // who declines by the link alone is nobody's login
    actorKind: person ? 'user' : 'system',
    actorUserId: person?.id ?? null,
    actorName: name,
    action: `invitation.${answer}`,
    resource: 'admin',
    subjectName: invitation.email,
    data: { after: invitation.grants },
  });
}
