import { messageOf, printFailure } from './fault.ts';

export interface Shutdown {
  /** Aborts as soon as the person or a supervisor wants everything to end. */
  signal: AbortSignal;
  /** Runs at the end, last registered first. */
  onStop: (stop: () => Promise<void>) => void;
  /** Ends the run with a failure. */
  fail: (reason: string) => void;
}

/** Runs a long-lived program: whatever happens, what was started is stopped in order; exit 0 only when asked to end. */
export async function runUntilStopped(program: (shutdown: Shutdown) => Promise<void>): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  let failed = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  const fail = (reason: string) => {
    failed = true;
    console.error(reason);
    controller.abort();
  };
  const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  // a waiting promise alone does not keep the process alive
  const awake = setInterval(() => {}, 60_000);
  try {
    await program({ signal, fail, onStop: (stop) => void stops.unshift(stop) });
    await aborted;
  } catch (error) {
    if (!signal.aborted) {
      failed = true;
      printFailure(error);
    }
  }
  clearInterval(awake);
  for (const stop of stops) await stop().catch((error: unknown) => console.error(messageOf(error)));
  process.exit(failed ? 1 : 0);
}
