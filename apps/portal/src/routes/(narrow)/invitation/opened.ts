import type { RequestEvent } from '@sveltejs/kit';
import { connect } from '#lib/server/api.ts';
import { handOff } from '#lib/server/cookies.ts';
import { refusePage } from '#lib/server/pages.ts';

/** The invitation that the hand-off cookie opens; null without one, or when it is no longer good. */
export async function openedInvitation(event: RequestEvent) {
  if (!handOff.get(event.cookies)) return null;
  let unknown = false;
  const api = connect(event, {
    onRefusal: (refusal) => {
      unknown = refusal.code === 'INVITATION_UNKNOWN';
      if (!unknown) refusePage(event, refusal);
      throw refusal;
    },
  });
  try {
    return await api.invitations.view.query();
  } catch (cause) {
    if (!unknown) throw cause;
    return null;
  }
}
