import { expect, it, vi } from 'vitest';
import { supervise } from './supervise.ts';

/** A thing that dies when told to, and may refuse to start. */
function patient(startsThatFail: number[] = []) {
  const state = { starts: 0, stops: 0, die: () => {} };
  const start = (died: () => void) => {
    state.starts += 1;
    state.die = died;
    if (startsThatFail.includes(state.starts)) return Promise.reject(new Error('no'));
    return Promise.resolve({ stop: () => Promise.resolve(void (state.stops += 1)) });
  };
  return { state, start };
}

const quick = { name: 'Server', say: () => {}, giveUp: () => {}, pause: 1, longLife: 1000 };

it('starts again what died, trying once more when that fails', async () => {
  const { state, start } = patient([2]);
  await supervise({ ...quick, start });
  state.die();
  await vi.waitFor(() => expect(state.starts).toBe(3));
});

it('gives up after five quick deaths', async () => {
  const { state, start } = patient();
  const giveUp = vi.fn();
  await supervise({ ...quick, start, giveUp });
  for (let death = 1; death <= 4; death++) {
    state.die();
    await vi.waitFor(() => expect(state.starts).toBe(death + 1));
  }
  state.die();
  await vi.waitFor(() => expect(giveUp).toHaveBeenCalledWith('Server died 5 times: giving up.'));
  expect(state.starts).toBe(5);
});

it('forgets deaths after a long life', async () => {
  const { state, start } = patient();
  const giveUp = vi.fn();
  await supervise({ ...quick, start, giveUp, longLife: -1 });
  for (let death = 1; death <= 8; death++) {
    state.die();
    await vi.waitFor(() => expect(state.starts).toBe(death + 1));
  }
  expect(giveUp).not.toHaveBeenCalled();
});

it('stops without starting again, also while it waits', async () => {
  const { state, start } = patient();
  const supervision = await supervise({ ...quick, start, pause: 60_000 });
  state.die();
  await supervision.stop();
  expect(state).toMatchObject({ starts: 1, stops: 1 });
});
