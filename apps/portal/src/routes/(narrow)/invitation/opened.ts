import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { connect } from '#lib/server/api.ts';
import { handOff } from '#lib/server/cookies.ts';
import { done } from '#lib/server/forms.ts';
import { refusePage } from '#lib/server/pages.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';
import type { Flash } from '#lib/types.ts';

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

/**
 * Answers what was shown and nothing else. A browser keeps the hand-off of one invitation: another one may have been
 * opened or answered in it since, or this one changed; what is so now is shown instead.
 */
export async function asShown<Result>({ cookies, locals }: RequestEvent, answer: () => Promise<Result>) {
  // what came of it, or waits still, is in the list
  if (!handOff.get(cookies))
    return done(locals.user ? '/accounts' : '/invitation', {
      tone: 'info',
      strong: m.invite_answered_meanwhile(),
    });
  try {
    return await answer();
  } catch (cause) {
    if (!(cause instanceof ApiRefusal) || cause.code !== 'STALE_PAGE') throw cause;
    return done('/invitation', otherNow());
  }
}

/** What was read is not what is offered now. */
export const otherNow = (): Flash => ({
  tone: 'stop',
  strong: m.invite_other_now(),
  text: m.invite_other_now_text(),
});

/** What was shown: nothing is as good as another. */
export const answered = z.object({ seen: z.string().default('') });
