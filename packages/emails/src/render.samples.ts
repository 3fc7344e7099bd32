import type { MailProps } from './render.ts';

export const token = 'Zk3-vQ8_rT1xL5nB7cW9yH2jD4fG6sP0aUeMiOqKtRw';
const recipient = 'ines@studio-moreau.example';
const timeZone = 'Europe/Paris';
const at = '2026-11-22T09:02:00Z';
const expiresAt = '2026-11-29T09:02:00Z';
const account = { accountId: 'acc_4k2m', accountName: 'Acme', recipient };
const lines = [
  { text: 'Manages acme-shop.example.' },
  { text: 'Signs in to web-02.', sensitive: 'acts there' },
];
const person = { personName: 'Ines Moreau', personEmail: recipient };
const ending = { whole: true, end: '2027-03-31T22:00:00Z', timeZone, ends: lines };
const login = { recipient, name: 'Ines Moreau' };

const handOver: MailProps['ownershipOffered'] = {
  ...account,
  timeZone,
  side: 'receiver',
  ownerName: 'Olivia Owens',
  receiverName: 'Ines Moreau',
  afterwards: 'colleague',
  colleague: lines,
  expiresAt,
};

/** One plausible mail of each kind. */
export const samples: MailProps = {
  invitation: {
    ...account,
    inviterName: 'Olivia Owens',
    inviterEmail: 'olivia@acme.example',
    timeZone,
    note: 'Here is the access for the new site.',
    will: lines,
    willNot: [{ text: 'See or pay invoices.' }],
    until: '2027-03-31T22:00:00Z',
    expiresAt,
    token,
  },
  verifyEmail: { ...login, token, expiresAt, timeZone },
  haveLogin: login,
  resetPassword: { ...login, token, expiresAt },
  confirmEmailChange: { ...login, token, expiresAt },
  emailChanged: { ...login, at, newEmail: 'ines@moreau.example' },
  passwordChanged: { ...login, at, timeZone },
  loginDeleted: { ...login, at },
  accessChanged: { ...account, by: 'Olivia Owens', adds: lines, removes: [], stays: lines, timeZone },
  accessChangedOften: { ...account, by: 'Olivia Owens' },
  accessRemoved: { ...account, by: 'Olivia Owens' },
  accessSuspended: { ...account, by: 'Olivia Owens' },
  accessResumed: { ...account, by: 'Olivia Owens' },
  accessEnding: { ...account, ...ending, ask: 'Olivia Owens' },
  accessEndingOf: { ...account, ...ending, personId: 'usr_4k2m', personName: 'Ines Moreau' },
  invitationAccepted: { ...account, ...person, can: lines },
  invitationDeclined: { ...account, personEmail: recipient },
  accountLeft: { ...account, ...person },
  accountSuspended: { ...account, owner: true, reason: 'Invoice 2026-0117 is 60 days late.' },
  accountResumed: { ...account, owner: true },
  accountClosed: { ...account, owner: false, by: 'Olivia Owens' },
  ownershipOffered: handOver,
  ownershipAccepted: { ...handOver, afterwards: 'leaves', colleague: [] },
  ownershipDeclined: handOver,
  ownershipWithdrawn: handOver,
  ownershipLapsed: { ...account, receiverName: 'Ines Moreau' },
};
