import type { User } from '@mandate/db';
import type { z } from 'zod';
import { mailHaveLogin, mailReset, mailVerification } from '../../auth/mails.ts';
import { hashPassword, passwordMatches, requireStrong } from '../../auth/passwords.ts';
import { createSession, type IssuedSession } from '../../auth/sessions.ts';
import { dropTokens } from '../../auth/tokens.ts';
import { undone } from '../../auth/undone.ts';
import { forgetUnprovenPassword, insertUser, proveWithPassword, userOfAddress } from '../../auth/users.ts';
import type { Work } from '../../context.ts';
import type * as contract from '../../contract/auth.ts';
import { Refusal } from '../../errors.ts';
import { client, count } from '../../limits/limits.ts';
import { openAccount } from '../accounts/opening.ts';
import { invitedBy } from './hand-off.ts';

interface SignUp extends z.output<typeof contract.signUp> {
  /** Without an invitation a sign-up opens an account of the person's name (S22). */
  withAccount: boolean;
}

export interface Sent {
  sent: true;
}

export const signUp = (ctx: Work, input: z.output<typeof contract.signUp>): Promise<Sent> =>
  register(ctx, { ...input, withAccount: true });

/**
 * The same answer for every address, after the same hashing (S23). The account is opened with the login, in one
 * transaction that nothing can halve; nobody can enter it before the address is verified, because nobody can sign
 * in before.
 */
async function register(ctx: Work, input: SignUp): Promise<Sent> {
  await count(ctx, ['signUpClient', client(ctx.request.address)], ['mailToAddress', input.email]);
  requireStrong(input.password, [input.name, input.email]);
  const known = await userOfAddress(ctx.em, input.email);
  const same = await passwordMatches(known?.passwordHash, input.password);
  const passwordHash = await hashPassword(input.password);
  if (known) await remind(ctx, { known, same, withAccount: input.withAccount });
  else await create(ctx, { ...input, passwordHash });
  return { sent: true };
}

/** The address has a login: its mailbox hears of it, in as much time as a new one takes. */
async function remind(
  ctx: Work,
  { known, same, withAccount }: { known: User; same: boolean; withAccount: boolean },
): Promise<void> {
  if (withAccount) await undone(ctx.em, () => openAccountOf(ctx, known));
  if (known.emailVerifiedAt) return mailHaveLogin(ctx, known);
  if (same) return mailVerification(ctx, known);
  await forgetUnprovenPassword(ctx.em, known.id);
  await mailReset(ctx, known);
}

const openAccountOf = (
  ctx: Work,
  { id, name, locale }: Pick<User, 'id' | 'name' | 'locale'>,
): Promise<string> => openAccount(ctx.em, { name, owner: { id, name }, locale });

async function create(ctx: Work, input: SignUp & { passwordHash: string }): Promise<void> {
  const { name, email, locale, passwordHash } = input;
  const id = await insertUser(ctx.em, { name, email, locale, passwordHash, verified: false });
  // the same sign-up, sent twice in one instant: the first one's mail is on its way
  if (id === null) return;
  await mailVerification(ctx, { id, name, email, locale });
  if (input.withAccount) await openAccountOf(ctx, { id, name, locale });
}

/**
 * A mailed token proves the mailbox: the login is verified at once and signed in, for the invitation's address and
 * no other. A copied one proves nothing. The hand-off stays, so that the next step accepts.
 */
export async function signUpInvited(
  ctx: Work,
  input: z.output<typeof contract.signUpInvited>,
): Promise<IssuedSession | Sent> {
  await count(ctx, ['signUpClient', client(ctx.request.address)]);
  const { email, way } = await invitedBy(ctx, input.seen);
  if (way === 'copied') return register(ctx, { ...input, email, withAccount: false });
  requireStrong(input.password, [input.name, email]);
  const { name, locale } = input;
  const passwordHash = await hashPassword(input.password);
  const id =
    (await insertUser(ctx.em, { name, email, locale, passwordHash, verified: true })) ??
    (await proveWithPassword(ctx.em, { name, email, locale, passwordHash }));
  if (id === null) throw new Refusal('EMAIL_TAKEN');
  await dropTokens(ctx.em, id);
  return createSession(ctx.em, { id }, ctx.request);
}
