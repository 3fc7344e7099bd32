import type { User } from '@mandate/db';
import type { z } from 'zod';
import {
  mailAddressChanged,
  mailHaveLogin,
  mailPasswordChanged,
  mailReset,
  mailVerification,
} from '../../auth/mails.ts';
import { hashPassword, passwordMatches, requireStrong } from '../../auth/passwords.ts';
import { createSession, endAll, endSession, type IssuedSession } from '../../auth/sessions.ts';
import { consumeEmailToken, dropTokens } from '../../auth/tokens.ts';
import { undone } from '../../auth/undone.ts';
import * as users from '../../auth/users.ts';
import type * as contract from '../../contract/auth.ts';
import type { Work } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { aside } from '../../limits/aside.ts';
import { isKnown, know } from '../../limits/known.ts';
import { allowed, client, count, forgive } from '../../limits/limits.ts';
import { dropToldTo } from '../members/together.ts';
import type { Signed } from '../me/signed.ts';
import type { Sent } from './signing-up.ts';

export interface Done {
  done: true;
}

type Input<
  Name extends 'verifyEmail' | 'signIn' | 'requestPasswordReset' | 'resetPassword' | 'confirmEmailChange',
> = z.output<(typeof contract)[Name]>;

/**
 * The mail proves the mailbox, the password proves who signed up: with either alone a stranger could make the reader
 * of a mail confirm what the stranger has chosen, or sign the reader in as the stranger.
 */
export async function verifyEmail(ctx: Work, input: Input<'verifyEmail'>): Promise<IssuedSession> {
  await count(ctx, ['codeClient', client(ctx.request.address)]);
  const proven = await consumeEmailToken(ctx.em, 'verify', input.token);
  const user = await authenticate(ctx, input);
  if (proven.userId !== user.id) throw new Refusal('TOKEN_WRONG_PERSON');
  if (!(await users.markVerified(ctx.em, proven))) throw new Refusal('TOKEN_EXPIRED');
  return letIn(ctx, user);
}

export async function signIn(ctx: Work, input: Input<'signIn'>): Promise<IssuedSession> {
  const user = await authenticate(ctx, input);
  if (!user.emailVerifiedAt) {
    await remindToVerify(ctx, user);
    throw new Refusal('EMAIL_UNVERIFIED');
  }
  return letIn(ctx, user);
}

/** Unknown address, login without password, wrong password: one answer, the same work. */
async function authenticate(ctx: Work, { email, password }: Input<'signIn'>): Promise<User> {
  const where = client(ctx.request.address);
  await count(ctx, ['signInClient', where], ['signIn', email, where]);
  // strangers who try an address from many places must not keep its owner out at home
  if (!(await isKnown(ctx, email, where))) await count(ctx, ['signInAddress', email]);
  const user = await users.userOfAddress(ctx.em, email);
  if (!(await passwordMatches(user?.passwordHash, password)) || !user?.passwordHash)
    throw new Refusal('WRONG_CREDENTIALS');
  await forgive(ctx, ['signIn', email, where]);
  return user;
}

async function letIn(ctx: Work, user: User): Promise<IssuedSession> {
  if (!user.passwordHash || !(await users.passwordStillIs(ctx.em, user.id, user.passwordHash)))
    throw new Refusal('WRONG_CREDENTIALS');
  await know(ctx, user.email, client(ctx.request.address));
  return createSession(ctx.em, user, ctx.request);
}

/** Outside the call's transaction, which the refusal rolls back. */
async function remindToVerify(ctx: Work, user: Parameters<typeof mailVerification>[1]): Promise<void> {
  if (!(await allowed(ctx, ['mailToAddress', user.email]))) return;
  await aside(ctx, (em) => mailVerification({ ...ctx, em }, user));
  ctx.wake();
}

export const signOut = async (ctx: Work & { session: { id: string } }): Promise<Done> => {
  await endSession(ctx.em, ctx.session.id);
  return { done: true };
};

export async function requestPasswordReset(
  ctx: Work,
  { email }: Input<'requestPasswordReset'>,
): Promise<Sent> {
  await count(ctx, ['resetClient', client(ctx.request.address)], ['mailToAddress', email]);
  const user = await users.userOfAddress(ctx.em, email);
  if (user) await mailReset(ctx, user);
  else await undone(ctx.em, () => mailHaveLogin(ctx, { name: 'Nobody', email, locale: 'en' }));
  return { sent: true };
}

/** The mail proves the mailbox, so it verifies as well; whoever was signed in with the old password is out. */
export async function resetPassword(ctx: Work, { token, password }: Input<'resetPassword'>): Promise<Done> {
  const where = client(ctx.request.address);
  await count(ctx, ['codeClient', where]);
  const proven = await consumeEmailToken(ctx.em, 'reset', token);
  const user = await users.userOfId(ctx.em, proven.userId);
  requireStrong(password, [user.name, user.email]);
  await users.setPassword(ctx.em, user.id, await hashPassword(password));
  if (!(await users.markVerified(ctx.em, proven))) throw new Refusal('TOKEN_EXPIRED');
  await dropTokens(ctx.em, user.id);
  await endAll(ctx.em, user.id);
  await mailPasswordChanged(ctx, user);
  await know(ctx, user.email, where);
  return { done: true };
}

/**
 * By the login that asked for it, or a click would move a stranger's login to the reader's address. The new mailbox is
 * proven; the old one is told, links sent to it are worth nothing from now on, and all other sessions end.
 */
export async function confirmEmailChange(ctx: Signed, { token }: Input<'confirmEmailChange'>): Promise<Done> {
  await count(ctx, ['codeClient', client(ctx.request.address)]);
  const { userId, email } = await consumeEmailToken(ctx.em, 'change', token);
  if (userId !== ctx.user.id) throw new Refusal('TOKEN_WRONG_PERSON');
  const user = await users.userOfId(ctx.em, userId);
  const former = { id: user.id, name: user.name, email: user.email, locale: user.locale };
  await users.releaseUnproven(ctx.em, email);
  if (!(await users.moveToAddress(ctx.em, userId, email))) throw new Refusal('EMAIL_TAKEN');
  await dropTokens(ctx.em, userId);
  await endAll(ctx.em, userId, ctx.session.id);
  await dropToldTo(ctx.em, former);
  await mailAddressChanged(ctx, former, email);
  return { done: true };
}
