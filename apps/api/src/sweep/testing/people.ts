/** Where a grant's scope reaches: what the cell is about, another container, everything, one that is gone. */
export type Reach = 'all' | 'this' | 'another' | 'gone';
export type Gift = ({ preset: string } | { permission: string }) & { reach: Reach };
export type State = 'active' | 'suspended' | 'closed';

export interface Person {
  name: string;
  kind:
    | 'anonymous'
    | 'outsider'
    | 'removed'
    | 'left'
    | 'expired'
    | 'ended'
    | 'suspended'
    | 'not started'
    | 'member'
    | 'owner';
  grants?: readonly Gift[];
}

export const targets = [
  'own',
  'own ticket',
  'foreign id',
  'nonexistent id',
  'malformed id',
  'odd id',
  'other account',
  'unknown account',
  'malformed account',
] as const;
export type Target = (typeof targets)[number];

const scoped = [
  'services:view',
  'services:manage',
  'services:credentials',
  'services:signin',
  'services:order',
  'services:cancel',
  'domains:view',
  'domains:manage',
  'domains:order',
  'domains:transfer',
];

const whole = [
  'billing:view',
  'billing:pay',
  'billing:manage',
  'support:own',
  'support:view',
  'support:reply',
  'admin:members',
  'admin:revoke',
  'admin:users',
  'admin:profile',
  'admin:emails',
  'admin:activity',
];

export const presetNames = [
  'technician',
  'domain-manager',
  'accountant',
  'security-specialist',
  'colleague',
  'web-agency',
  'auditor',
  'full',
];

const member = (name: string, ...grants: Gift[]): Person => ({ name, kind: 'member', grants });
const everything: Gift = { preset: 'full', reach: 'all' };

const reaches = { all: 'on all', this: 'on only this', another: 'on only another' } as const;

export const holder = (permission: string, reach: Reach = 'all'): Person =>
  member(`${permission} ${reach}`, { permission, reach });
export const holderOf = (preset: string, reach: Reach = 'this'): Person =>
  member(`${preset} ${reach}`, { preset, reach });

export const anonymous: Person = { name: 'anonymous', kind: 'anonymous' };
export const outsider: Person = { name: 'outsider', kind: 'outsider' };
export const removed: Person = { name: 'former member', kind: 'removed' };
export const suspended: Person = { name: 'suspended member', kind: 'suspended', grants: [everything] };
export const withoutRights: Person = member('member without rights', {
  permission: 'domains:manage',
  reach: 'gone',
});
export const owner: Person = { name: 'owner', kind: 'owner' };

/** One of each way to stand towards an account. */
export const standings: readonly Person[] = [
  anonymous,
  outsider,
  removed,
  { name: 'member who left', kind: 'left' },
  { name: 'member whose membership lapsed', kind: 'expired' },
  { name: 'member whose end date has passed', kind: 'ended', grants: [everything] },
  suspended,
  { name: 'member who starts later', kind: 'not started', grants: [everything] },
  withoutRights,
  member('member without rights, services', { permission: 'services:manage', reach: 'gone' }),
  owner,
];

export const holders: readonly Person[] = [
  ...scoped.flatMap((permission) =>
    (['all', 'this', 'another'] as const).map((reach) =>
      member(`${permission} ${reaches[reach]}`, { permission, reach }),
    ),
  ),
  ...whole.map((permission) => member(permission, { permission, reach: 'all' })),
  ...presetNames.map((preset) => member(preset, { preset, reach: 'this' })),
  member('full on all', everything),
];

export const people: readonly Person[] = [...standings, ...holders];
