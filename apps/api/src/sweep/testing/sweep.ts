import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../auth/passwords.ts';
import { mailboxIn } from '../../outbox/mailbox.ts';
import { testApi, type TestApi } from '../../testing.ts';
import { owner, type Person, type State } from './people.ts';
import { makeWorld, type Ground, type World } from './world.ts';

/** The API under test, Otto's account beside everything, and worlds as they are needed. */
export interface Sweep {
  api: TestApi;
  otto: World;
  world(person: Person, state?: State): Promise<World>;
  close(): Promise<void>;
}

const password = 'four words make a phrase';

async function mailIn(dir: string): Promise<string> {
  const mail = { from: 'a@people.example', to: ['b@people.example'], subject: 'Hello', text: 'Hello' };
  const headers = { authorization: 'Bearer re_demo' };
  const request = { method: 'POST', path: '/emails', headers, body: JSON.stringify(mail) };
  const { body } = await mailboxIn(dir).accept(request);
  return (body as { id: string }).id;
}

export async function openSweep(): Promise<Sweep> {
  const api = await testApi();
  const { make } = api.db;
  const dir = await mkdtemp(join(tmpdir(), 'mandate-sweep-'));
  Object.assign(api.services.env, { MAILBOX_DIR: dir });
  const hostess = await make.user();
  const host = { account: (await make.account(hostess.id)).id, owner: hostess.id };
  const passwordHash = await hashPassword(password);
  const ground: Ground = {
    ...{ password, passwordHash, host },
    ...{ mailKey: api.services.env.MAIL_KEY, mail: await mailIn(dir) },
  };
  const world = (person: Person, state?: State) => makeWorld(api.db.owner.em.fork(), ground, person, state);
  return {
    api,
    otto: await world(owner),
    world,
    close: async () => {
      await api.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Runs `work` over all items, some at a time, and keeps their order. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  atOnce = 12,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run));
  return results;
}
