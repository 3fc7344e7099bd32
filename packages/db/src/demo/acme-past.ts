import { Grant, Membership } from '../entities/index.ts';
import { grantColumns } from '../grant-specs.ts';
import { newId } from '../ids.ts';
import type { GrantSpec } from '../policy-types.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

/** What has ended in Acme: the access of somebody who was removed, and a part of one that ran out. */
export function addAcmePast(seed: Seed, acme: DemoAccount, tess: { id: string }, serviceIds: string[]): void {
  const { owner } = acme;
  const nils = seed.user({ name: 'Nils Berger', email: 'nils@berger-web.example' }, 500);
  const removed = { endedAt: seed.ago(31, 11), endReason: 'removed' } as const;
  const membership = { accountId: acme.id, userId: nils, createdAt: seed.ago(400, 14), endedBy: owner.id };
  seed.add(Membership, { ...membership, ...removed });
  const site = { services: { only: serviceIds.slice(-1) }, support: true };
  addEnded(seed, acme, nils, { preset: 'technician', ...site }, { days: 400, ...removed });
  const order: GrantSpec = { permission: 'services:order', services: { except: [] }, end: seed.ago(40, 23) };
  addEnded(seed, acme, tess.id, order, { days: 70, endedAt: seed.ago(40, 23), endReason: 'expired' });
}

interface End {
  days: number;
  endedAt: Date;
  endReason: 'removed' | 'expired';
}

function addEnded(seed: Seed, acme: DemoAccount, userId: string, spec: GrantSpec, end: End): void {
  const { days, ...rest } = end;
  const createdAt = seed.ago(days, 14);
  const base = { id: newId('gra'), accountId: acme.id, userId, givenBy: acme.owner.id };
  seed.add(Grant, { ...base, startAt: createdAt, createdAt, ...grantColumns(spec), ...rest });
}
