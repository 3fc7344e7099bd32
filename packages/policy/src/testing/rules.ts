/** What policy files say, as the reference reads it. */
export interface Rules {
  readonly scoped: readonly string[];
  /** By permission: those that it implies, directly. */
  readonly implied: Readonly<Record<string, readonly string[]>>;
  /** Where a permission applies, when that is not its whole area. */
  readonly on: Readonly<Record<string, string>>;
  /** What it also gives, only where it applies itself. */
  readonly there: Readonly<Record<string, readonly string[]>>;
  readonly whileSuspended: readonly string[];
  readonly ownerOnly: readonly string[];
  readonly owner: readonly string[];
  /** Permissions of a preset, those of included presets with them. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
}

const words = (text: string): string[] => text.split(' ');
const area = (name: string, actions: string): string[] => words(actions).map((action) => `${name}:${action}`);
const full = [
  ...area('services', 'view manage credentials signin order cancel'),
  ...area('domains', 'view manage order transfer'),
  ...area('billing', 'view pay manage'),
  ...area('support', 'own view reply'),
  ...area('admin', 'members revoke users profile emails activity'),
];
const ownerOnly = area('admin', 'ownership close');
const all = (names: string[], implies: string[]) => Object.fromEntries(names.map((name) => [name, implies]));

/** Mandate's own, written from S5, S9 and S16, not from the policy files. */
export const mandateRules: Rules = {
  scoped: ['services', 'domains'],
  implied: {
    ...all(area('services', 'manage credentials signin order cancel'), ['services:view']),
    ...all(area('domains', 'manage order transfer'), ['domains:view']),
    ...all(area('billing', 'pay manage'), ['billing:view']),
    'support:reply': ['support:view', 'support:own'],
    'admin:revoke': ['admin:members'],
    'admin:users': ['admin:revoke'],
  },
  on: { 'support:own': 'support/own' },
  there: { 'support:own': ['support:view', 'support:reply'] },
  whileSuspended: words(
    'services:view domains:view billing:view support:view admin:members admin:revoke admin:activity admin:emails ' +
      'billing:pay billing:manage support:own support:reply',
  ),
  ownerOnly,
  owner: [...full, ...ownerOnly],
  presets: {
    technician: [...area('services', 'view manage credentials signin'), 'domains:view', 'support:own'],
    'domain-manager': [...area('domains', 'view manage'), 'support:own'],
    accountant: [...area('billing', 'view pay manage'), 'support:own'],
    'security-specialist': [...area('services', 'view manage credentials signin'), 'support:own'],
    colleague: [
      ...area('services', 'view manage credentials signin'),
      ...area('domains', 'view manage'),
      'billing:view',
      ...area('support', 'view own reply'),
      ...area('admin', 'profile emails activity members'),
    ],
    'web-agency': [
      ...area('services', 'view manage signin'),
      ...area('domains', 'view manage'),
      'support:own',
    ],
    auditor: [
      'services:view',
      'domains:view',
      'billing:view',
      'support:view',
      ...area('admin', 'members activity'),
    ],
    full,
  },
};
