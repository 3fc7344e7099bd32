import { error, type RequestEvent } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { signedIn } from './pages.ts';

/** Every form names the person and the account it was shown to. Absent or different: nothing is done. */
export function readShown(event: RequestEvent, data: FormData): string {
  const account = event.params.account ?? '-';
  const forUser = data.get('shown_user');
  const user = forUser === '-' ? event.locals.user : signedIn(event);
  if (forUser !== (user?.id ?? '-') || data.get('shown_account') !== account) {
    error(409, m.refusals_stale_page({ name: user?.name ?? '' }), { code: 'STALE_PAGE' });
  }
  return `${forUser}/${account}`;
}
