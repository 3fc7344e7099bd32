import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { schedule } from './schedule.ts';
import type { Step } from './step.ts';

const green = { passed: 1, failed: 0, output: '' };

function recorder() {
  let now = 0;
  const log: string[] = [];
  const step = (name: string, more: Partial<Step> = {}, result = green): Step => ({
    ...{ name, group: 'static' },
    run: async () => {
      now += 1;
      log.push(`${name}:${now}`);
      await sleep(5);
      now -= 1;
      return result;
    },
    ...more,
  });
  return { log, step };
}

const never = new AbortController().signal;

it('runs two at a time, and alone what asks for it', async () => {
  const { log, step } = recorder();
  await schedule([step('big', { alone: true }), step('a'), step('b'), step('c')], never, () => {});
  expect(log.map((entry) => entry.split(':')[0])).toEqual(['a', 'b', 'c', 'big']);
  expect(Math.max(...log.map((entry) => Number(entry.split(':')[1])))).toBe(2);
  expect(log.at(-1)).toBe('big:1');
});

it('goes on after a failure, but not with what needed it', async () => {
  const { log, step } = recorder();
  const red = { passed: 0, failed: 1, output: 'broken' };
  const outcomes = await schedule(
    [step('build', {}, red), step('e2e', { needs: ['build'] }), step('other')],
    never,
    () => {},
  );
  expect(log.map((entry) => entry.split(':')[0])).toEqual(['build', 'other']);
  expect(outcomes.find(({ step: { name } }) => name === 'e2e')).toMatchObject({
    failed: 1,
    output: 'Not run: build failed.',
  });
});

it('counts a step that throws as failed', async () => {
  const { step } = recorder();
  const outcomes = await schedule(
    [step('a', { run: () => Promise.reject(new Error('no')) })],
    never,
    () => {},
  );
  expect(outcomes).toMatchObject([{ failed: 1, output: 'no' }]);
});
