import type { Em, Orm, User } from '@mandate/db';
import { Refusal } from '../errors.ts';
import { count } from '../limits/limits.ts';
import { passwordMatches } from './passwords.ts';
import { userOfId } from './users.ts';

/** Asks a signed-in person for the password again, before what a borrowed browser must not do. */
export async function reauthenticate(
  ctx: { em: Em; aside: Orm; user: { id: string } },
  password: string,
): Promise<User> {
  await count(ctx, ['reauthenticate', ctx.user.id]);
  const user = await userOfId(ctx.em, ctx.user.id);
  if (!(await passwordMatches(user.passwordHash, password))) throw new Refusal('PASSWORD_WRONG');
  return user;
}
