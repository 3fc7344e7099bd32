import { messageOf } from '../lib/fault.ts';
import type { Result, Step } from './step.ts';

export interface Outcome extends Result {
  step: Step;
  seconds: number;
}

/** Runs all steps, two at a time where they allow it, going on after failures. */
export async function schedule(
  steps: Step[],
  signal: AbortSignal,
  report: (outcome: Outcome) => void,
  lanes = 2,
): Promise<Outcome[]> {
  const waiting = [...steps];
  const running = new Map<Step, Promise<void>>();
  const outcomes: Outcome[] = [];
  const isDone = (name: string) =>
    !steps.some((s) => s.name === name) || outcomes.some((o) => o.step.name === name);
  while (waiting.length + running.size > 0 && !signal.aborted) {
    const step = waiting.find((candidate) => mayStart(candidate));
    if (step) {
      waiting.splice(waiting.indexOf(step), 1);
      running.set(
        step,
        start(step).finally(() => running.delete(step)),
      );
    } else {
      await Promise.race(running.values());
    }
  }
  await Promise.all(running.values());
  return outcomes;

  function mayStart(step: Step): boolean {
    if (!(step.needs ?? []).every(isDone)) return false;
    if (step.alone) return running.size === 0 && waiting.every((other) => other.alone);
    return running.size < lanes && ![...running.keys()].some((other) => other.alone);
  }

  async function start(step: Step): Promise<void> {
    const began = Date.now();
    const broken = outcomes.find((o) => step.needs?.includes(o.step.name) && o.failed > 0);
    const result = broken
      ? { passed: 0, failed: 1, output: `Not run: ${broken.step.name} failed.` }
      : await step
          .run(signal)
          .catch((error: unknown) => ({ passed: 0, failed: 1, output: messageOf(error) }));
    const outcome = { step, ...result, seconds: (Date.now() - began) / 1000 };
    outcomes.push(outcome);
    report(outcome);
  }
}
