import type { Facts, Grant, GrantSpec } from '../facts.ts';

export const now = new Date('2026-11-22T12:00:00Z');
export const day = (offset: number): Date => new Date(now.getTime() + offset * 86_400_000);

/** A member of acc_acme with these grants; anything else by `change`. */
export function member(grants: readonly GrantSpec[], change: Partial<Facts> = {}): Facts {
  return {
    userId: 'usr_ines',
    account: { id: 'acc_acme', state: 'active', epoch: 1 },
    owner: false,
    member: { suspended: false, epoch: 1 },
    grants: grants.map((grant, index): Grant => ({ ...grant, id: `gra_${index + 1}` })),
    now,
    ...change,
  };
}

export function owner(change: Partial<Facts> = {}): Facts {
  return member([], { userId: 'usr_olivia', owner: true, ...change });
}

export function inState(facts: Facts, state: Facts['account']['state']): Facts {
  return { ...facts, account: { ...facts.account, state } };
}
