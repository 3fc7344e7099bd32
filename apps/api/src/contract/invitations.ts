import { z } from 'zod';
import { accessParts } from './grants.ts';
import { account, emailAddress, id, locale, mailedToken, page, safeLines } from './text.ts';

const offer = {
  account,
  emails: z.array(emailAddress).min(1, 'required').max(25, 'too_long'),
  locale,
  note: safeLines(500).optional(),
  parts: accessParts,
};

export const invitationsList = z.strictObject({ account, page });
export const invitationsOne = z.strictObject({ account, invitation: id('ivt') });
export const invitationsCheck = z.strictObject(offer);
export const invitationsSend = z.strictObject(offer);
export const invitationsCorrect = z.strictObject({ account, invitation: id('ivt'), email: emailAddress });
export const invitationsChange = z.strictObject({ account, invitation: id('ivt'), parts: accessParts });
export const invitationShow = z.strictObject({ token: mailedToken });
/** Without an id: the invitation of the hand-off cookie. */
export const invitationAnswer = z.strictObject({ invitation: id('ivt').optional() });
