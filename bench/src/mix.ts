import { permissions } from '../../packages/policy/src/generated.ts';
import { Random } from '../../packages/policy/src/testing/worlds/random.ts';
import type { Table } from './table.ts';

/** A stream of requests, as columns: reading one costs next to nothing beside deciding it. */
export interface Mix {
  readonly size: number;
  readonly pairs: Int32Array;
  readonly users: string[];
  readonly accounts: string[];
  readonly permissions: string[];
  readonly resources: string[];
}

/** Users, accounts, actions and resources in no order: about a third is allowed, one in fifty is a stranger's. */
export function mixOf(table: Table, hotPairs: number, size: number, seed: number): Mix {
  const random = new Random(seed);
  const mix: Mix = {
    size,
    pairs: new Int32Array(size),
    users: [],
    accounts: [],
    permissions: [],
    resources: [],
  };
  // every text once, as an app has its ids after reading them, and none of them the one that is kept inside
  const texts = new Map<string, string>();
  const text = (value: string) => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    texts.set(value, value);
    return value;
  };
  for (let index = 0; index < size; index += 1) {
    const number = size <= hotPairs ? (index * 7) % hotPairs : random.between(0, hotPairs - 1);
    const stranger = random.chance(0.02);
    const pair = table.pair(number);
    const permission = random.pick(permissions);
    mix.pairs[index] = stranger ? -1 : number;
    mix.users.push(text(stranger ? `usr_x${random.between(0, 99)}` : pair.user));
    mix.accounts.push(text(pair.account));
    mix.permissions.push(text(permission));
    mix.resources.push(text(resourceOf(random, table, number, permission)));
  }
  return mix;
}

function resourceOf(random: Random, table: Table, number: number, permission: string): string {
  const area = permission.split(':')[0];
  if (permission === 'support:own')
    return random.pick(['support/own', `support/own/tkt_${random.between(0, 99)}`]);
  if (area === 'support')
    return random.pick([
      `support/own/tkt_${random.between(0, 99)}`,
      `support/other/tkt_${random.between(0, 99)}`,
    ]);
  if (area === 'billing') return random.pick(['billing', `billing/inv_${random.between(0, 99)}`]);
  if (area !== 'services' && area !== 'domains') return area ?? '';
  if (random.chance(0.1)) return area;
  const scope = table.read(number).grants[0]?.[area];
  const ids = scope && 'only' in scope ? scope.only : [];
  const own = ids.length > 0 && random.chance(0.6);
  return `${area}/${own ? random.pick(ids) : `${area === 'services' ? 'svc' : 'dom'}_${random.between(0, 1100)}`}`;
}
