import { dbNow, type Em, type Locale } from '@mandate/db';
import type { Context } from '../context.ts';
import { queueMail } from '../outbox/queue.ts';
import { createEmailToken } from './tokens.ts';

export interface Reader {
  id: string;
  name: string;
  email: string;
  locale: Locale;
}

type Ctx = Pick<Context, 'env'> & { em: Em };

const to = ({ id, email, locale }: Omit<Reader, 'id'> & { id?: string }) => ({
  to: email,
  locale,
  userId: id,
});

export async function mailVerification(ctx: Ctx, user: Reader): Promise<void> {
  const secret = await createEmailToken(ctx.em, { purpose: 'verify', userId: user.id, email: user.email });
  await queueMail(ctx, { kind: 'verifyEmail', ...to(user), props: { name: user.name, ...secret } });
}

export async function mailReset(ctx: Ctx, user: Reader): Promise<void> {
  const secret = await createEmailToken(ctx.em, { purpose: 'reset', userId: user.id, email: user.email });
  await queueMail(ctx, { kind: 'resetPassword', ...to(user), props: { name: user.name, ...secret } });
}

export async function mailHaveLogin(ctx: Ctx, user: Omit<Reader, 'id'> & { id?: string }): Promise<void> {
  await queueMail(ctx, { kind: 'haveLogin', ...to(user), props: { name: user.name } });
}

/** To the new address, which is to be proven. */
export async function mailAddressChange(ctx: Ctx, user: Reader, email: string): Promise<void> {
  const secret = await createEmailToken(ctx.em, { purpose: 'change', userId: user.id, email });
  const props = { name: user.name, ...secret };
  await queueMail(ctx, { kind: 'confirmEmailChange', ...to({ ...user, email }), props });
}

/** To the old address: the last that its reader hears, and the hint if it was not them. */
export async function mailAddressChanged(ctx: Ctx, former: Reader, newEmail: string): Promise<void> {
  const props = { name: former.name, newEmail, at: await dbNow(ctx.em) };
  await queueMail(ctx, { kind: 'emailChanged', ...to(former), props });
}

export async function mailPasswordChanged(ctx: Ctx, user: Reader): Promise<void> {
  const props = { name: user.name, at: await dbNow(ctx.em) };
  await queueMail(ctx, { kind: 'passwordChanged', ...to(user), props });
}

export async function mailLoginDeleted(ctx: Ctx, user: Reader): Promise<void> {
  const props = { name: user.name, at: await dbNow(ctx.em) };
  await queueMail(ctx, { kind: 'loginDeleted', ...to(user), props });
}
