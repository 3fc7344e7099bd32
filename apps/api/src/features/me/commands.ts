import { Session, User } from '@mandate/db';
import type { z } from 'zod';
import { mailAddressChange, mailHaveLogin, mailPasswordChanged } from '../../auth/mails.ts';
import { hashPassword, requireStrong } from '../../auth/passwords.ts';
import { reauthenticate } from '../../auth/reauthenticate.ts';
import { endAll, endSession as end } from '../../auth/sessions.ts';
import { dropTokens } from '../../auth/tokens.ts';
import { setPassword, userOfAddress } from '../../auth/users.ts';
import type * as contract from '../../contract/me.ts';
import { Refusal } from '../../errors.ts';
import { count } from '../../limits/limits.ts';
import type { Signed } from './signed.ts';

type Input<Name extends 'saveName' | 'saveLocale' | 'changePassword' | 'requestEmailChange' | 'endSession'> =
  z.output<(typeof contract)[Name]>;

const done = { done: true } as const;

export async function saveName({ em, user }: Signed, { name }: Input<'saveName'>) {
  await em.nativeUpdate(User, { id: user.id }, { name });
  return done;
}

export async function saveLocale({ em, user }: Signed, { locale }: Input<'saveLocale'>) {
  await em.nativeUpdate(User, { id: user.id }, { locale });
  return done;
}

/** Every other session ends, and with it whoever knew the former password; this one goes on. */
export async function changePassword(ctx: Signed, { current, next }: Input<'changePassword'>) {
  const user = await reauthenticate(ctx, current);
  requireStrong(next, [user.name, user.email]);
  await setPassword(ctx.em, user.id, await hashPassword(next));
  await dropTokens(ctx.em, user.id, ['reset', 'change']);
  await endAll(ctx.em, user.id, ctx.session.id);
  await mailPasswordChanged(ctx, user);
  return done;
}

/** The same answer for every address: whether somebody has a login there is told to its mailbox alone. */
export async function requestEmailChange(ctx: Signed, { email, password }: Input<'requestEmailChange'>) {
  const user = await reauthenticate(ctx, password);
  await count(ctx, ['emailChange', user.id], ['mailToAddress', email]);
  const holder = await userOfAddress(ctx.em, email);
  if (holder?.emailVerifiedAt) await mailHaveLogin(ctx, holder);
  else await mailAddressChange(ctx, user, email);
  return { sent: true } as const;
}

export async function endSession({ em, user }: Signed, { publicId }: Input<'endSession'>) {
  const session = await em.findOne(Session, { publicId, userId: user.id });
  if (!session) throw new Refusal('NOT_FOUND');
  await end(em, session.id);
  return done;
}

export async function endOtherSessions({ em, user, session }: Signed) {
  await endAll(em, user.id, session.id);
  return done;
}
