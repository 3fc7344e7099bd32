import { Ticket, TicketMessage } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

interface Person {
  id: string;
  name: string;
}

type Talk = [subject: string, question: string, answer?: string];

export const talks: Talk[] = [
  ['Mail to one customer is delayed', 'Our mails to one customer arrive an hour late. What can we do?'],
  [
    'Certificate of the shop',
    'The browser warns about the certificate of our shop since this morning.',
    'The certificate had expired because the CAA record named another authority. It is renewed now.',
  ],
  [
    'Move a site to another server',
    'Can you move our site to the bigger server on a Sunday night?',
    'Yes. Please tell us a Sunday; it takes about an hour.',
  ],
  [
    'Invoice with another address',
    'Please put our new address on the next invoice.',
    'Done: it is in your profile.',
  ],
  [
    'Backup from last Tuesday',
    'We need one file from the backup of last Tuesday.',
    'It lies in /restore on the server.',
  ],
  ['IPv6 for the mail server', 'When will the mail server be reachable over IPv6?'],
];

/** Tickets, the newest first: without an answer they are open, with one answered, and old ones are closed. */
export function addTickets(
  seed: Seed,
  account: DemoAccount,
  count: number,
  openers: readonly Person[],
): void {
  for (let n = 0; n < count; n += 1) {
    const [subject, question, answer] = talks[n % talks.length] ?? ['Question', 'A question.'];
    const opener = openers[n % openers.length] ?? account.owner;
    const id = newId('tkt');
    const place = { accountId: account.id, ticketId: id };
    const openedAt = seed.ago(2 + n * 5, 10, n % 60);
    const answeredAt = seed.ago(1 + n * 5, 13, n % 60);
    const state = n > 4 ? 'closed' : answer === undefined ? 'open' : 'answered';
    seed.add(Ticket, {
      ...{ id, accountId: account.id, number: 4471 + count - n, subject, state, openedBy: opener.id },
      ...{ createdAt: openedAt, updatedAt: answer === undefined ? openedAt : answeredAt },
    });
    const author = { authorUserId: opener.id, authorName: opener.name };
    seed.add(TicketMessage, { id: newId('msg'), ...place, ...author, body: question, createdAt: openedAt });
    if (answer === undefined) continue;
    const staff = { authorUserId: null, authorName: 'Jo Lind' };
    seed.add(TicketMessage, { id: newId('msg'), ...place, ...staff, body: answer, createdAt: answeredAt });
  }
}
