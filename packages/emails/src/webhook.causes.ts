/** Reasons that the product knows words for. */
export type MailCause =
  | 'no_mailbox'
  | 'no_domain'
  | 'mailbox_full'
  | 'too_large'
  | 'content'
  | 'blocked'
  | 'suppressed'
  | 'asked_to_wait'
  | 'gave_up'
  | 'not_taken';

/** What Resend passes on in a bounce's subType. */
const bySubType: Record<string, MailCause> = {
  noemail: 'no_mailbox',
  mailboxfull: 'mailbox_full',
  messagetoolarge: 'too_large',
  contentrejected: 'content',
  attachmentrejected: 'content',
  suppressed: 'suppressed',
  onaccountsuppressionlist: 'suppressed',
};

/** Enhanced status codes of RFC 3463 and 3464, then the words that servers use; the first that fits. */
const byWords: [RegExp, MailCause][] = [
  [
    /\b[45]\.1\.2\b|\b[45]\.4\.4\b|host (unknown|not found)|domain (not found|does not exist)|nxdomain/i,
    'no_domain',
  ],
  [/\b[45]\.2\.2\b|mailbox (is )?full|over quota|quota exceeded/i, 'mailbox_full'],
  [/\b[45]\.3\.4\b|too large|size limit/i, 'too_large'],
  [
    /\b5\.1\.[01]\b|\b5\.2\.1\b|user unknown|no such user|unknown (user|recipient)|does not exist/i,
    'no_mailbox',
  ],
  [/suppress/i, 'suppressed'],
  [/\b5\.7\.\d+\b|spam|blocked|policy|blacklist|blocklist/i, 'blocked'],
  [/\b4\.\d+\.\d+\b|greylist|try again|temporar|\bwait\b/i, 'asked_to_wait'],
];

/** The known reason behind a bounce; null where only the server's own words tell. */
export const causeOf = (subType: string, words: string): MailCause | null =>
  bySubType[subType.toLowerCase()] ?? byWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
