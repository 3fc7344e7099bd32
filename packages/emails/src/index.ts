export type { Line } from './letter.ts';
export { loadTemplates, mailKinds, renderMail, type Mail, type MailKind, type MailProps } from './render.ts';
