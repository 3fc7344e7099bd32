import { Invitation, newId, restoreGrant, storeGrant, User } from '@mandate/db';
import type { GrantSpec } from '@mandate/policy';
import type { z } from 'zod';
import { hashToken, newToken } from '../../auth/secret.ts';
import type { invitationsSend } from '../../contract/invitations.ts';
import { Refusal } from '../../errors.ts';
import { allowed, countAll } from '../../limits/limits.ts';
import { queueMail } from '../../outbox/queue.ts';
import { describeGrants, type Described } from '../describing.ts';
import { assertMayGive, fixedPresets, grantsFrom } from '../members/giving.ts';
import { record, type Working } from '../working.ts';
import { lifetime } from './lifetime.ts';
import {
  formerOf,
  makeWay,
  noteLapsed,
  problemOf,
  toAddress,
  type AddressProblem,
  type Hindered,
} from './addresses.ts';

type Offer = z.infer<typeof invitationsSend>;

/** What the check page shows: sentences, dates, and which addresses cannot be invited. */
export async function checkOffer(ctx: Working, offer: Offer) {
  const grants = await grantsFrom(ctx, offer.parts);
  await assertMayGive(ctx, grants);
  const access = await describeGrants(ctx, grants, {
    locale: ctx.request.locale,
    mood: 'will',
    reader: ctx.slice,
    timeZone: ctx.account.timeZone,
    now: ctx.now,
  });
  const addresses = [];
  for (const email of new Set(offer.emails)) {
    const hindered = await problemOf(ctx, email);
    addresses.push({ email, ...free, ...hindered, former: hindered ? null : await formerOf(ctx, email) });
  }
  const fixed = fixedPresets(ctx, offer.parts, grants);
  return { access, fixed, addresses, expiresAt: lifetime(ctx.now, grants) };
}

/** An address that nothing stands in the way of. */
const free = { problem: null } as const;

type Result = { email: string; problem: AddressProblem | null } & Partial<Omit<Hindered, 'problem'>>;

/**
 * One invitation an address; an address that cannot be invited says why and holds up nobody else. What the person and
 * the account may send in a day is taken for all of them beforehand, or not at all.
 */
export async function sendInvitations(ctx: Working, offer: Offer): Promise<{ results: Result[] }> {
  const grants = await grantsFrom(ctx, offer.parts);
  await assertMayGive(ctx, grants);
  const results: Result[] = [];
  for (const email of [...new Set(offer.emails)].sort())
    results.push({ email, ...free, ...(await problemOf(ctx, email)) });
  const sendable = results.filter(({ problem }) => problem === null);
  if (sendable.length > 0) await takeFromDay(ctx, sendable.length);
  const lapsed = new Map<string, string[]>();
  for (const result of sendable) {
    const { email } = result;
    if (await allowed(ctx, ...toAddress(ctx.account.id, email))) {
      lapsed.set(email, await makeWay(ctx, email));
      Object.assign(result, await invite(ctx, email, offer, grants));
    } else result.problem = 'TOO_MANY_REQUESTS';
  }
  // after all of them: the log's head is the last in the order of locks (S13)
  for (const [email, ids] of lapsed) await noteLapsed(ctx, email, ids);
  for (const { email, problem } of results)
    if (!problem)
      await record(ctx, {
        action: 'invitation.sent',
        resource: 'admin',
        subjectName: email,
        data: { after: grants },
      });
  return { results };
}

const takeFromDay = (ctx: Working, times: number): Promise<void> =>
  countAll(ctx, times, ['invitationsOfPerson', ctx.user.id], ['invitationsOfAccount', ctx.account.id]).catch(
    (error: unknown) => {
      throw error instanceof Refusal ? new Refusal('INVITATIONS_FULL', error.details) : error;
    },
  );

async function invite(
  ctx: Working,
  email: string,
  { locale, note }: Offer,
  grants: readonly GrantSpec[],
): Promise<Hindered | null> {
  const token = newToken();
  const id = newId('ivt');
  const made = await ctx.em.execute<object[]>(
    `insert into invitations (id, account_id, email, locale, note, inviter_user_id, state, grants, token_hash, way,
       expires_at, send_count, last_sent_at, created_at)
     values (?, ?, ?, ?, ?, ?, 'open', ?::jsonb, ?, 'mailed', ?, 1, ?, ?)
     on conflict (account_id, email) where state = 'open' do nothing returning id`,
    [
      ...[id, ctx.account.id, email, locale, note ?? null, ctx.user.id],
      ...[
        JSON.stringify(grants.map(storeGrant)),
        hashToken(token),
        lifetime(ctx.now, grants),
        ctx.now,
        ctx.now,
      ],
    ],
  );
  if (made.length === 0) return (await problemOf(ctx, email)) ?? { problem: 'INVITATION_ALREADY_OPEN' };
  await mailInvitation(ctx, await ctx.em.findOneOrFail(Invitation, { id }), token);
  return null;
}

/** Queues the mail with the link; the token exists in it and nowhere else. */
export async function mailInvitation(ctx: Working, invitation: Invitation, token: string): Promise<void> {
  const { locale, email, note } = invitation;
  const inviter = await ctx.em.findOneOrFail(User, { id: invitation.inviterUserId });
  await queueMail(ctx, {
    kind: 'invitation',
    to: email,
    locale,
    account: { id: ctx.account.id },
    resource: 'admin',
    invitationId: invitation.id,
    props: {
      accountName: ctx.account.name,
      inviterName: inviter.name,
      inviterEmail: inviter.email,
      note: note ?? null,
      ...lists(await offered(ctx, invitation)),
      expiresAt: invitation.expiresAt,
      timeZone: ctx.account.timeZone,
      token,
    },
  });
}

/** The offer in the invited person's words: what it names is theirs to read. */
export function offered(
  ctx: Pick<Working, 'bundle' | 'em' | 'now'> & { account: { timeZone: string } },
  invitation: Invitation,
  locale = invitation.locale,
): Promise<Described> {
  return describeGrants(ctx, invitation.grants.map(restoreGrant), {
    locale,
    mood: 'will',
    reader: null,
    timeZone: ctx.account.timeZone,
    now: ctx.now,
  });
}

const lists = ({ can, cannot, end }: Described) => ({ will: can, willNot: cannot, until: end });
