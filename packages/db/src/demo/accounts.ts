import type { RequiredEntityData } from '@mikro-orm/core';
import { Account, Grant, Membership } from '../entities/index.ts';
import type { Locale } from '../entities/index.ts';
import { grantColumns } from '../grant-specs.ts';
import { newId } from '../ids.ts';
import type { GrantSpec } from '../policy-types.ts';
import type { Seed } from './seed.ts';

export interface DemoAccount {
  id: string;
  name: string;
  owner: { id: string; name: string };
}

export function openAccount(
  seed: Seed,
  owner: { id: string; name: string },
  details: { name: string; days: number; locale?: Locale } & Partial<RequiredEntityData<Account>>,
): DemoAccount {
  const { days, locale = 'en', ...rest } = details;
  const id = newId('acc');
  const createdAt = seed.ago(days, 10);
  seed.add(Account, { ...rest, id, locale, ownerUserId: owner.id, createdAt });
  const lastActiveAt = seed.ago(0.02);
  seed.add(Membership, { accountId: id, userId: owner.id, createdAt, lastActiveAt });
  return { id, name: details.name, owner };
}

export function addMember(
  seed: Seed,
  account: DemoAccount,
  userId: string,
  grants: GrantSpec[],
  details: { days: number } & Partial<RequiredEntityData<Membership>>,
): void {
  const { days, ...rest } = details;
  const createdAt = seed.ago(days, 14);
  seed.add(Membership, { ...rest, accountId: account.id, userId, createdAt });
  for (const spec of grants) {
    const id = newId('gra');
    const base = {
      id,
      accountId: account.id,
      userId,
      givenBy: account.owner.id,
      startAt: createdAt,
      createdAt,
    };
    seed.add(Grant, { ...base, ...grantColumns(spec) });
  }
}

export const everything: GrantSpec = {
  ...{ services: { except: [] }, domains: { except: [] }, billing: true, support: true, admin: true },
};
