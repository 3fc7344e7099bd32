import type { Bundle } from '../../bundle.ts';

/** A small generator of numbers, so that the same seed makes the same people. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const day = 86_400_000;

/**
 * Memberships as lines of a population, with an end line: accounts of up to 40 people, users in several accounts, one
 * to four grants with every kind of scope, some dates on either side of `at`, suspended people and accounts.
 */
export function* generatePeople(bundle: Bundle, count: number, at: Date, seed = 1): Generator<string> {
  const below = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const names = [...bundle.presets.keys(), ...bundle.presets.keys(), ...bundle.catalogue.permissions.keys()];
  const states = ['active', 'active', 'active', 'active', 'active', 'active', 'suspended', 'closed'];
  const scope = (prefix: string) => {
    const ids = Array.from({ length: 1 + below(3) }, () => `${prefix}_${below(50)}`);
    return pick<object>([{ except: [] }, { except: ids }, { only: ids }, { only: ids }]);
  };
  const date = () => (below(6) === 0 ? new Date(at.getTime() + (below(60) - 30) * day).toISOString() : null);
  const grant = () => {
    const name = pick(names);
    const [start, end] = [date(), date()];
    return {
      ...(name.includes(':') ? { permission: name } : { preset: name }),
      ...{ services: scope('svc'), domains: scope('dom') },
      ...{ billing: below(2) === 0, support: below(2) === 0, admin: below(2) === 0 },
      ...{ start, end },
    };
  };
  let people = 0;
  for (let account = 0; people < count; account++) {
    const head = { id: `acc_${account}`, name: `Account ${account}`, state: pick(states) };
    const size = Math.min(1 + below(40), count - people);
    for (let index = 0; index < size; index++, people++) {
      const user = below(Math.max(1, count >> 1));
      const owner = index === 0;
      const member = { suspended: !owner && below(20) === 0, start: null, end: null, ended: null };
      const grants = owner ? [] : Array.from({ length: 1 + below(4) }, grant);
      yield `${JSON.stringify({ account: head, user: { id: `usr_${user}`, name: `User ${user}` }, owner, member, grants })}\n`;
    }
  }
  yield `${JSON.stringify({ end: { accounts: 0, people } })}\n`;
}
