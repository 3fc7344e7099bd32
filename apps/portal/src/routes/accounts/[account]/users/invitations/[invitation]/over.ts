import { redirect, type Cookies } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { flash } from '#lib/server/flash.ts';

interface Event {
  cookies: Cookies;
  params: { account: string };
}

/** Leads back to the list from a page of an invitation that waits no longer, and says what became of it. */
export function over({ cookies, params }: Event, { email, state }: { email: string; state: string }): never {
  const strong = state === 'declined' ? m.users_invitation_declined : m.users_invitation_expired;
  flash(cookies, { tone: 'stop', strong: strong({ email }), text: m.users_invitation_over() });
  redirect(303, `/accounts/${params.account}/users`);
}
