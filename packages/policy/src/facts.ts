import type { Scope } from './scope.ts';

export type AccountState = 'active' | 'suspended' | 'closed';

/** What a grant says: a preset or one permission, a scope for each scoped area, a yes for the others, a time. */
export interface GrantSpec {
  preset?: string | null;
  permission?: string | null;
  services?: Scope | null;
  domains?: Scope | null;
  billing?: boolean | null;
  support?: boolean | null;
  admin?: boolean | null;
  /** Included. Absent: since ever. */
  start?: Date | null;
  /** Excluded. Absent: for ever. */
  end?: Date | null;
}

export interface Grant extends GrantSpec {
  id: string;
}

export interface MemberFacts {
  suspended: boolean;
  start?: Date | null;
  end?: Date | null;
  ended?: 'removed' | 'left' | 'expired' | null;
  epoch: number;
}

/** All that a decision about one user in one account depends on, read in one statement, with the database's clock. */
export interface Facts {
  userId: string;
  account: { id: string; state: AccountState; epoch: number };
  owner: boolean;
  member: MemberFacts | null;
  grants: readonly Grant[];
  now: Date;
}

/** Start included, end excluded; a date that is none counts as never. */
export function within(span: { start?: Date | null; end?: Date | null }, now: Date): boolean {
  if (span.start != null && !(span.start.getTime() <= now.getTime())) return false;
  return span.end == null || now.getTime() < span.end.getTime();
}

/** S10, without the owner: not suspended, not ended, inside the membership's dates. */
export function memberActive(facts: Facts): boolean {
  const { member } = facts;
  return member !== null && member.suspended === false && member.ended == null && within(member, facts.now);
}

/** The grants that count now; none when the member is not active. */
export function activeGrants(facts: Facts): readonly Grant[] {
  if (facts.owner || !memberActive(facts)) return [];
  return facts.grants.filter((grant) => within(grant, facts.now));
}
