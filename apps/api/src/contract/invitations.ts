import { z } from 'zod';
import { offeredParts } from './grants.ts';
import { account, emailAddress, id, locale, mailedToken, page, safeLines, search, seen } from './text.ts';

/** So many addresses at most in one sending. */
export const mostInvited = 25;

const offer = {
  account,
  emails: z.array(emailAddress).min(1, 'required').max(mostInvited, 'too_long'),
  locale,
  note: safeLines(500).optional(),
  parts: offeredParts,
};

export const invitationsList = z.strictObject({
  account,
  q: search,
  /** Instead of those that wait for an answer: what lately expired or was declined. */
  over: z.boolean().default(false),
  page,
});
export const invitationsOne = z.strictObject({ account, invitation: id('ivt') });
export const invitationsCheck = z.strictObject(offer);
export const invitationsSend = z.strictObject(offer);
export const invitationsCorrect = z.strictObject({ account, invitation: id('ivt'), email: emailAddress });
const changed = { account, invitation: id('ivt'), parts: offeredParts };
export const invitationsCheckChange = z.strictObject(changed);
/** `seen`: what was offered when the form was shown, in short. */
export const invitationsChange = z.strictObject({ ...changed, seen });
export const invitationShow = z.strictObject({ token: mailedToken });
/** Of the hand-off cookie's invitation. */
export const invitationDecline = z.strictObject({ seen });
/** Without an id: the invitation of the hand-off cookie. */
export const invitationAnswer = z.strictObject({ invitation: id('ivt').optional(), seen });
/** Of one that waits for one's own address. */
export const invitationMine = z.strictObject({ invitation: id('ivt') });
