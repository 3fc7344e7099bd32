export type { Line } from './letter.ts';
export {
  createMailbox,
  type Mailbox,
  type MailboxAnswer,
  type MailboxPage,
  type MailboxRequest,
  type MailHead,
  type StoredMail,
} from './mailbox.ts';
export {
  createMailer,
  type Mailer,
  type MailerOptions,
  type OutgoingMail,
  type MailFailure,
  type MailOutcome,
} from './mailer.ts';
export { loadTemplates, mailKinds, renderMail, type Mail, type MailKind, type MailProps } from './render.ts';
export { playMail, type Playable, type SignedWebhook } from './mailbox.events.ts';
export type { MailCause } from './webhook.causes.ts';
export { readMailEvent, type MailEvent } from './webhook.event.ts';
export { checkSignature, isWebhookSecret } from './webhook.signature.ts';
