import { createHash, randomUUID } from 'node:crypto';
import { readOutgoing, refuse, type MailboxAnswer, type MailboxRequest } from './mailbox.protocol.ts';
import { createStore, type MailHead, type StoredMail } from './mailbox.store.ts';

export type { MailboxAnswer, MailboxRequest } from './mailbox.protocol.ts';
export type { MailHead, StoredMail } from './mailbox.store.ts';

export interface MailboxPage {
  items: MailHead[];
  total: number;
  page: number;
  pages: number;
}

export interface Mailbox {
  /** Answers as Resend's API does; never throws for what a client sent. */
  accept(request: MailboxRequest): Promise<MailboxAnswer>;
  /** Newest first, 25 a page. */
  list(options?: { page?: number }): Promise<MailboxPage>;
  get(id: string): Promise<StoredMail | null>;
}

const pageSize = 25;

/** The same key always means the same mail, so its id and its file follow from the key: storing the mail and
 * remembering the key is one step, and a crash leaves either both or nothing. */
function idOf(key: string | undefined): string {
  if (key === undefined) return randomUUID();
  const hex = createHash('sha256').update(key).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** Holds what demo mode sends, in the folder `dir`, in place of Resend. */
export function createMailbox(dir: string): Mailbox {
  const store = createStore(dir);

  return {
    async accept(request) {
      const read = readOutgoing(request);
      if ('status' in read) return read;
      const { key, payload, mail } = read;
      const payloadHash = createHash('sha256').update(payload).digest('hex');
      const kept = await store.keep({
        ...mail,
        id: idOf(key),
        createdAt: new Date().toISOString(),
        payloadHash,
      });
      if (kept.payloadHash !== payloadHash) return refuse('invalid_idempotent_request');
      return { status: 200, body: { id: kept.id } };
    },

    async list({ page = 1 } = {}) {
      const all = await store.newestFirst();
      const pages = Math.max(1, Math.ceil(all.length / pageSize));
      const at = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
      const items = all.slice((at - 1) * pageSize, at * pageSize);
      return { items, total: all.length, page: at, pages };
    },

    get: (id) => store.find(id),
  };
}
