import type { Facts, GrantSpec } from '../facts.ts';
import { ownerName, type CaseFile, type PolicyCase } from './case.ts';

/** The facts of a person in the situation of a case. Grants are called after their place: `grant 1`, `grant 2`. */
export function factsOf(file: CaseFile, each: PolicyCase, person: string): Facts {
  const owner = person === ownerName;
  const { member, at } = each;
  const ended = member === 'active' || member === 'suspended' ? undefined : member;
  const grants: readonly GrantSpec[] = file.people.get(person) ?? [];
  return {
    userId: 'usr_case',
    account: { id: 'acc_case', state: each.account, epoch: 1 },
    owner,
    member: { suspended: member === 'suspended', ended, epoch: 1 },
    grants: owner ? [] : grants.map((grant, index) => ({ ...grant, id: `grant ${index + 1}` })),
    now: at,
  };
}

/** The people whom a case asks about. */
export function peopleOf(file: CaseFile, each: PolicyCase): readonly string[] {
  return each.kind === 'who' ? [ownerName, ...file.people.keys()] : [each.who];
}
