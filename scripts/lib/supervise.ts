import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './fault.ts';

interface Stoppable {
  stop: () => Promise<void>;
}

export interface Supervision<T> {
  current: () => T;
  stop: () => Promise<void>;
}

interface Options<T> {
  name: string;
  /** Starts the thing; it must call `died` when it ends by itself later. */
  start: (died: () => void) => Promise<T>;
  say: (line: string) => void;
  /** It died five times quickly: everything must stop. */
  giveUp: (reason: string) => void;
  /** Milliseconds before the first new try; doubles with each quick death. */
  pause?: number;
  /** A life longer than this clears the count. */
  longLife?: number;
}

const maxDeaths = 5;

/** Starts something and starts it again whenever it dies. The first start's error is the caller's. */
export async function supervise<T extends Stoppable>(options: Options<T>): Promise<Supervision<T>> {
  const { name, say, pause = 1000, longLife = 60_000 } = options;
  let stopping = false;
  let deaths = 0;
  let born = Date.now();
  const stopped = new AbortController();
  let reviving: Promise<void> = Promise.resolve();
  let current = await options.start(died);
  return {
    current: () => current,
    stop: async () => {
      stopping = true;
      stopped.abort();
      await reviving;
      await current.stop();
    },
  };

  function died(): void {
    if (stopping) return;
    if (Date.now() - born > longLife) deaths = 0;
    reviving = revive();
  }

  async function revive(): Promise<void> {
    for (;;) {
      deaths += 1;
      if (deaths >= maxDeaths) {
        options.giveUp(`${name} died ${deaths} times: giving up.`);
        return;
      }
      const wait = pause * 2 ** (deaths - 1);
      say(`${name} died: starting it again in ${wait / 1000} s.`);
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopping) return;
      try {
        born = Date.now();
        current = await options.start(died);
        say(`${name} is back.`);
        return;
      } catch (error) {
        say(messageOf(error));
      }
    }
  }
}
