import type { Locale } from './entities/columns.ts';
import type { Facts, Grant, Scope } from './policy-types.ts';

export interface GrantFact extends Grant {
  givenBy: string;
}

export interface MemberFact extends NonNullable<Facts['member']> {
  createdAt: Date;
  suspendedAt?: Date;
  suspendedBy?: string;
  endedAt?: Date;
  endedBy?: string;
  lastActiveAt?: Date;
}

export interface AccountFact {
  id: string;
  state: 'active' | 'suspended' | 'closed';
  epoch: number;
  name: string;
  timeZone: string;
  locale: Locale;
  ownerUserId: string;
  ownerName: string;
}

/** The policy's facts about one person in one account, and what else the rows say beside them. */
export interface AccountFacts extends Facts {
  account: AccountFact;
  member: MemberFact | null;
  grants: GrantFact[];
}

/** Somebody who is, or once was, a member: `name` is the person's. */
export interface MemberFacts extends AccountFacts {
  name: string;
  member: MemberFact;
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

export interface FactsRow {
  userId: string;
  name: string;
  member: Nullable<{
    epoch: number;
    start: string;
    end: string;
    suspendedAt: string;
    suspendedBy: string;
    endedAt: string;
    ended: 'removed' | 'left' | 'expired';
    endedBy: string;
    createdAt: string;
    lastActiveAt: string;
  }>;
  grants: (Nullable<{ preset: string; permission: string; services: Scope; domains: Scope; end: string }> & {
    id: string;
    billing: boolean;
    support: boolean;
    admin: boolean;
    start: string;
    givenBy: string;
  })[];
}

/** The object without the keys whose value is null or undefined. */
function present<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

const date = (value: string | null) => (value === null ? undefined : new Date(value));

function grant(row: FactsRow['grants'][number]): GrantFact {
  const { id, givenBy, billing, support, admin, preset, permission, services, domains } = row;
  const dates = { start: date(row.start), end: date(row.end) };
  return {
    id,
    givenBy,
    billing,
    support,
    admin,
    ...present({ preset, permission, services, domains, ...dates }),
  };
}

function member(row: FactsRow['member']): MemberFact {
  const { suspendedBy, ended, endedBy } = row;
  return {
    epoch: row.epoch ?? 0,
    suspended: row.suspendedAt !== null,
    createdAt: new Date(row.createdAt ?? 0),
    ...present({
      ...{ start: date(row.start), end: date(row.end), suspendedAt: date(row.suspendedAt), suspendedBy },
      ...{ ended, endedAt: date(row.endedAt), endedBy, lastActiveAt: date(row.lastActiveAt) },
    }),
  };
}

export function memberFacts(row: FactsRow, account: AccountFact, now: Date): MemberFacts {
  const owner = account.ownerUserId === row.userId;
  const { userId, name } = row;
  return { userId, name, account, owner, member: member(row.member), grants: row.grants.map(grant), now };
}
