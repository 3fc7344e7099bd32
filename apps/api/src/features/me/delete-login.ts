import type { z } from 'zod';
import { mailLoginDeleted } from '../../auth/mails.ts';
import { reauthenticate } from '../../auth/reauthenticate.ts';
import { endAll } from '../../auth/sessions.ts';
import { dropTokens } from '../../auth/tokens.ts';
import { anonymise } from '../../auth/users.ts';
import type * as contract from '../../contract/me.ts';
import { Refusal } from '../../errors.ts';
import { leaveAccounts, ownsSomething } from './leave-accounts.ts';
import type { Signed } from './signed.ts';

/**
 * Ends the login for good. Its row stays without anything personal, because the activity of accounts names it. The
 * sessions go first: a call of this person that is still running elsewhere finishes before anything is looked at.
 */
export async function deleteLogin(ctx: Signed, { password }: z.output<typeof contract.deleteLogin>) {
  const user = await reauthenticate(ctx, password);
  await endAll(ctx.em, user.id);
  if (await ownsSomething(ctx.em, user.id)) throw new Refusal('OWNER_CANNOT_DELETE_LOGIN');
  await mailLoginDeleted(ctx, user);
  await dropTokens(ctx.em, user.id);
  await leaveAccounts(ctx, user);
  await anonymise(ctx.em, user.id);
  return { done: true } as const;
}
