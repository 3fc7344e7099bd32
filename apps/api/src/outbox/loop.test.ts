import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { startLoop } from './loop.ts';

const quiet = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const hour = 3_600_000;

it('looks at once when woken, and not before', async () => {
  const step = vi.fn(() => Promise.resolve({ idle: true, waitMs: hour }));
  const loop = startLoop('test', hour, step, quiet);
  await loop.drain();
  const before = step.mock.calls.length;
  await wait(20);
  expect(step).toHaveBeenCalledTimes(before);
  loop.wake();
  await wait(20);
  expect(step).toHaveBeenCalledTimes(before + 1);
  await loop.stop();
});

it('drains all that was there, also what arrives while a step runs', async () => {
  let left = 3;
  const loop = startLoop('test', hour, () => Promise.resolve({ idle: left-- <= 0, waitMs: 0 }), quiet);
  await loop.drain();
  expect(left).toBeLessThan(0);
  await loop.stop();
});

it('outlives a step that throws', async () => {
  const step = vi
    .fn()
    .mockRejectedValueOnce(new Error('database away'))
    .mockResolvedValue({ idle: true, waitMs: hour });
  const loop = startLoop('test', 5, step, quiet);
  await loop.drain();
  expect(quiet.error).toHaveBeenCalled();
  await loop.stop();
});

it('lets the running step finish before it stops', async () => {
  let finished = false;
  const step = async () => {
    await wait(30);
    finished = true;
    return { idle: true, waitMs: hour };
  };
  const loop = startLoop('test', hour, step, quiet);
  await loop.stop();
  expect(finished).toBe(true);
  await loop.drain();
});
