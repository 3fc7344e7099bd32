import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  tags: Record<string, string>;
  createdAt: string;
}

interface KeptMail extends StoredMail {
  payloadHash: string;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

export type MailHead = Omit<StoredMail, 'html' | 'text' | 'tags'>;

const headOf = ({ id, from, to, subject, createdAt }: StoredMail): MailHead => ({
  id,
  from,
  to,
  subject,
  createdAt,
});

/** What a client sends never becomes part of a path: files are called by a hash. */
const fileOf = (id: string): string => `${createHash('sha256').update(id).digest('hex')}.json`;

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  await handle.sync().finally(() => handle.close());
}

export function createStore(dir: string) {
  const mails = join(dir, 'mails');
  const drafts = join(dir, 'drafts');
  const seen = new Map<string, MailHead>();
  let ready: Promise<unknown> | undefined;

  /** Drafts are what a crash left behind: nobody was told of them. */
  const prepare = () =>
    (ready ??= rm(drafts, { recursive: true, force: true })
      .then(() => Promise.all([mails, drafts].map((each) => mkdir(each, { recursive: true, mode: 0o700 }))))
      .catch((error: unknown) => {
        ready = undefined;
        throw error;
      }));

  const read = async (file: string) => JSON.parse(await readFile(join(mails, file), 'utf8')) as KeptMail;

  return {
    /** Keeps the mail unless one with this id is there. @returns the one that is there now. */
    async keep(mail: KeptMail): Promise<KeptMail> {
      await prepare();
      const draft = join(drafts, randomUUID());
      const file = fileOf(mail.id);
      await writeDurably(draft, JSON.stringify(mail));
      try {
        await link(draft, join(mails, file));
        await syncFolder(mails);
        return mail;
      } catch (error) {
        if (isCode(error, 'EEXIST')) return await read(file);
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },

    async newestFirst(): Promise<MailHead[]> {
      await prepare();
      const files = (await readdir(mails)).filter((file) => file.endsWith('.json'));
      for (const file of files.filter((each) => !seen.has(each))) {
        seen.set(file, headOf(await read(file)));
      }
      const items = files.flatMap((file) => seen.get(file) ?? []);
      return items.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id));
    },

    async find(id: string): Promise<StoredMail | null> {
      try {
        const mail = await read(fileOf(id));
        return { ...headOf(mail), html: mail.html, text: mail.text, tags: mail.tags };
      } catch (error) {
        if (isCode(error, 'ENOENT')) return null;
        throw error;
      }
    },
  };
}
