import type { z } from 'zod';
import {
  mailAddressChanged,
  mailHaveLogin,
  mailPasswordChanged,
  mailReset,
  mailVerification,
} from '../../auth/mails.ts';
import { hashPassword, passwordMatches, requireStrong } from '../../auth/passwords.ts';
import { hashToken } from '../../auth/secret.ts';
import { createSession, endAll, endSession, type IssuedSession } from '../../auth/sessions.ts';
import type { Sent } from './signing-up.ts';
import { consumeEmailToken, dropTokens } from '../../auth/tokens.ts';
import { undone } from '../../auth/undone.ts';
import * as users from '../../auth/users.ts';
import type * as contract from '../../contract/auth.ts';
import type { Work } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { aside } from '../../limits/aside.ts';
import { allowed, client, count, forgive } from '../../limits/limits.ts';

export interface Done {
  done: true;
}

type Input<
  Name extends 'verifyEmail' | 'signIn' | 'requestPasswordReset' | 'resetPassword' | 'confirmEmailChange',
> = z.output<(typeof contract)[Name]>;

export async function verifyEmail(ctx: Work, { token }: Input<'verifyEmail'>): Promise<IssuedSession> {
  await count(ctx, ['codeClient', client(ctx.request.address)]);
  const proven = await consumeEmailToken(ctx.em, 'verify', token);
  if (!(await users.markVerified(ctx.em, proven))) throw new Refusal('TOKEN_EXPIRED');
  return createSession(ctx.em, { id: proven.userId }, ctx.request);
}

/** Unknown address, login without password, wrong password: one answer, the same work. */
export async function signIn(ctx: Work, { email, password }: Input<'signIn'>): Promise<IssuedSession> {
  const where = client(ctx.request.address);
  await count(ctx, ['signInClient', where], ['signIn', email, where], ['signInAddress', email]);
  const user = await users.userOfAddress(ctx.em, email);
  if (!(await passwordMatches(user?.passwordHash, password)) || !user?.passwordHash)
    throw new Refusal('WRONG_CREDENTIALS');
  await forgive(ctx, ['signIn', email, where]);
  if (!user.emailVerifiedAt) {
    await remindToVerify(ctx, user);
    throw new Refusal('EMAIL_UNVERIFIED');
  }
  if (!(await users.passwordStillIs(ctx.em, user.id, user.passwordHash)))
    throw new Refusal('WRONG_CREDENTIALS');
  if (ctx.request.token) await endSession(ctx.em, hashToken(ctx.request.token));
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
  await count(ctx, ['codeClient', client(ctx.request.address)]);
  const proven = await consumeEmailToken(ctx.em, 'reset', token);
  const user = await users.userOfId(ctx.em, proven.userId);
  requireStrong(password, [user.name, user.email]);
  await users.setPassword(ctx.em, user.id, await hashPassword(password));
  if (!(await users.markVerified(ctx.em, proven))) throw new Refusal('TOKEN_EXPIRED');
  await dropTokens(ctx.em, user.id);
  await endAll(ctx.em, user.id);
  await mailPasswordChanged(ctx, user);
  return { done: true };
}

/** The new mailbox is proven; the old one is told. Links sent to the old one are worth nothing from now on. */
export async function confirmEmailChange(ctx: Work, { token }: Input<'confirmEmailChange'>): Promise<Done> {
  await count(ctx, ['codeClient', client(ctx.request.address)]);
  const { userId, email } = await consumeEmailToken(ctx.em, 'change', token);
  const user = await users.userOfId(ctx.em, userId);
  const former = { id: user.id, name: user.name, email: user.email, locale: user.locale };
  await users.releaseUnproven(ctx.em, email);
  if (!(await users.moveToAddress(ctx.em, userId, email))) throw new Refusal('EMAIL_TAKEN');
  await dropTokens(ctx.em, userId);
  await mailAddressChanged(ctx, former, email);
  return { done: true };
}
