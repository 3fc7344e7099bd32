import { Service } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

const plans = {
  web: { kind: 'server', plan: 'Server M', priceCents: 3900, username: 'root' },
  db: { kind: 'server', plan: 'Server L', priceCents: 7900, username: 'root' },
  mail: { kind: 'mail', plan: 'Mail 50', priceCents: 1900, username: 'postmaster' },
  site: { kind: 'hosting', plan: 'Hosting S', priceCents: 900, username: 'site' },
} as const;

const regions = ['Paris', 'Frankfurt', 'Amsterdam', 'Milan'];

/** Services named after what they are (`web-02`); the ids are in the order of the names. */
export function addServices(seed: Seed, account: DemoAccount, names: readonly string[]): string[] {
  return names.map((name, n) => {
    const id = newId('svc');
    const kind = name.split('-')[0];
    const plan = plans[kind === 'db' || kind === 'mail' || kind === 'site' ? kind : 'web'];
    seed.add(Service, {
      ...{ id, accountId: account.id, name, ...plan, region: regions[n % regions.length] ?? 'Paris' },
      ...{ state: n % 23 === 11 ? 'stopped' : 'active', address: `198.51.100.${(n % 250) + 4}` },
      ...{ renewsOn: seed.on(((n * 3) % 28) + 2), createdAt: seed.ago(700 - (n % 300), 8) },
    });
    return id;
  });
}

/** `web-01` to `web-20` and the like. */
export const numbered = (kind: keyof typeof plans, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${kind}-${String(n + 1).padStart(2, '0')}`);
