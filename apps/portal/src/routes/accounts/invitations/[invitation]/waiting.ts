import { error, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { m } from '@mandate/messages';
import { connect } from '#lib/server/api.ts';
import { done } from '#lib/server/forms.ts';
import { refusePage } from '#lib/server/pages.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';

type Event = RequestEvent<{ invitation: string }>;

/** An invitation for one's own verified address, read without its mail. */
export function waitingOne(event: Event) {
  const api = connect(event, {
    onRefusal: (refusal) => {
      if (refusal.code !== 'INVITATION_UNKNOWN' && refusal.code !== 'BAD_INPUT') refusePage(event, refusal);
      error(404, `${m.invite_gone()} ${m.invite_gone_text()}`, { code: 'NOT_FOUND' });
    },
  });
  return api.invitations.viewMine.query({ invitation: event.params.invitation });
}

/** What the page carries: the offer as it was read, and whose it was, for when it is gone. */
export const shown = z.object({
  seen: z.string().default(''),
  account: z.string().default(''),
  who: z.string().default(''),
});

/** Its own page says what stands in the way now. */
const said = [
  'STALE_PAGE',
  'ALREADY_MEMBER',
  'INVITATION_EXPIRED',
  'INVITATION_INVITER_CANNOT_GIVE',
  'ACCOUNT_STATE',
];
const gone = ['INVITATION_UNKNOWN', 'INVITATION_CANCELLED', 'INVITATION_ANSWERED', 'INVITATION_WRONG_PERSON'];

/** Answers; where that is not possible any more, a page says so that is true now. */
export async function asShown<Result>(
  { params }: Event,
  { account, who }: z.output<typeof shown>,
  answer: () => Promise<Result>,
) {
  try {
    return await answer();
  } catch (cause) {
    if (!(cause instanceof ApiRefusal)) throw cause;
    const changed = { tone: 'stop', strong: m.invite_changed(), text: m.invite_changed_text() } as const;
    if (said.includes(cause.code))
      return done(
        `/accounts/invitations/${params.invitation}`,
        cause.code === 'STALE_PAGE' ? changed : undefined,
      );
    if (!gone.includes(cause.code)) throw cause;
    const unknown = { strong: m.invite_gone(), text: m.invite_gone_ask({ account, who }) };
    const known = { strong: cause.message };
    return done('/accounts', { tone: 'stop', ...(cause.code === 'INVITATION_UNKNOWN' ? unknown : known) });
  }
}
