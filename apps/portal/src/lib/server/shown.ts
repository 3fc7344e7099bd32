import type { RequestEvent } from '@sveltejs/kit';
import { refuseStale, signedIn } from './pages.ts';

/** Every form names the person and the account it was shown to. Absent or different: nothing is done. */
export function readShown(event: RequestEvent, data: FormData): string {
  const account = event.params.account ?? '-';
  const forUser = data.get('shown_user');
  const user = forUser === '-' ? event.locals.user : signedIn(event);
  if (forUser !== (user?.id ?? '-') || data.get('shown_account') !== account) refuseStale(event);
  return `${forUser}/${account}`;
}
