export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What one step found: nothing left to do, or more after a wait. */
export interface Step {
  idle: boolean;
  waitMs: number;
}

export interface Loop {
  /** Looks for work at once instead of at the next tick; called after a commit. */
  wake(): void;
  /** Resolves once a step that began after this call found nothing to do. */
  drain(): Promise<void>;
  /** Lets the running step finish, then ends. */
  stop(): Promise<void>;
}

/** Runs `step` again and again, one at a time; a step that throws is logged and tried again later. */
export function startLoop(name: string, everyMs: number, step: () => Promise<Step>, log: Log): Loop {
  let stopped = false;
  let woken = false;
  let ring: (() => void) | undefined;
  const drained: (() => void)[] = [];
  const arrived: (() => void)[] = [];

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wake = () => {
    woken = true;
    ring?.();
  };
  const once = async (): Promise<Step> => {
    try {
      return await step();
    } catch (error) {
      log.error({ err: error, loop: name }, `${name}: step failed, trying again`);
      return { idle: false, waitMs: everyMs };
    }
  };

  const running = (async () => {
    while (!stopped) {
      woken = false;
      drained.push(...arrived.splice(0));
      const { idle, waitMs } = await once();
      if (idle) for (const resolve of drained.splice(0)) resolve();
      if (stopped) break;
      if (idle && woken) continue;
      if (waitMs > 0) await sleep(waitMs);
    }
    for (const resolve of [...drained, ...arrived]) resolve();
  })();

  return {
    wake,
    drain: () =>
      new Promise<void>((resolve) => {
        if (stopped) return resolve();
        arrived.push(resolve);
        wake();
      }),
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
