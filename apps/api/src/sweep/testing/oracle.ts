import type { Line } from './line.ts';
import type { Gift, Person, State, Target } from './people.ts';

// What S5, S9, S11 and S16 say, written by hand: it shares nothing with the code that it judges.

const presets: Readonly<Record<string, string>> = {
  technician: 'services:view services:manage services:credentials services:signin domains:view support:own',
  'domain-manager': 'domains:view domains:manage support:own',
  accountant: 'billing:view billing:pay billing:manage support:own',
  'security-specialist': 'services:view services:manage services:credentials services:signin support:own',
  colleague:
    'services:view services:manage services:credentials services:signin domains:view domains:manage billing:view ' +
    'support:view support:own support:reply admin:profile admin:emails admin:activity admin:members',
  'web-agency': 'services:view services:manage services:signin domains:view domains:manage support:own',
  auditor: 'services:view domains:view billing:view support:view admin:members admin:activity',
  full:
    'services:view services:manage services:credentials services:signin services:order services:cancel ' +
    'domains:view domains:manage domains:order domains:transfer billing:view billing:pay billing:manage ' +
    'support:own support:view support:reply admin:members admin:revoke admin:users admin:profile admin:emails ' +
    'admin:activity',
};

const implied: Readonly<Record<string, string>> = {
  'services:manage': 'services:view',
  'services:credentials': 'services:view',
  'services:signin': 'services:view',
  'services:order': 'services:view',
  'services:cancel': 'services:view',
  'domains:manage': 'domains:view',
  'domains:order': 'domains:view',
  'domains:transfer': 'domains:view',
  'billing:pay': 'billing:view',
  'billing:manage': 'billing:view',
  'support:reply': 'support:view support:own',
  'admin:revoke': 'admin:members',
  'admin:users': 'admin:revoke admin:members',
};

const whileSuspended =
  'services:view domains:view billing:view support:view admin:members admin:revoke admin:activity admin:emails ' +
  'billing:pay billing:manage support:own support:reply';

const words = (text: string | undefined): string[] => text?.split(' ') ?? [];
export const areaOf = (permission: string): string => permission.split(':')[0]!;
const scoped = (permission: string): boolean => ['services', 'domains'].includes(areaOf(permission));

/** The permissions that a grant names. */
export const namedIn = (gift: Gift): string[] =>
  'preset' in gift ? words(presets[gift.preset]) : [gift.permission];

/** Those of a preset's permissions that another of them does not imply: each has a row that decides something. */
export const decisiveIn = (preset: string): string[] =>
  words(presets[preset]).filter(
    (one) => !words(presets[preset]).some((other) => words(implied[other]).includes(one)),
  );

const flat = (names: string[]): Set<string> =>
  new Set(names.flatMap((name) => [name, ...words(implied[name])]));

/** What a permission is asked about: some resource; one that does not exist yet; this one; a ticket. */
type Place = 'anywhere' | 'fresh' | 'this' | 'own ticket' | 'other ticket';

function gives(gift: Gift, permission: string, place: Place): boolean {
  const held = flat(namedIn(gift));
  const ownToo = ['support:own', 'support:view', 'support:reply'].includes(permission);
  if (held.has('support:own') && ownToo && (place === 'anywhere' || place === 'own ticket')) return true;
  if (!held.has(permission)) return false;
  if (!scoped(permission) || gift.reach === 'all') return true;
  if (place === 'anywhere') return gift.reach !== 'gone';
  return place === 'this' && gift.reach === 'this';
}

const may = (person: Person, permission: string, place: Place): boolean =>
  person.kind === 'owner' || (person.grants ?? []).some((gift) => gives(gift, permission, place));

const seenWith: Record<string, string> = {
  service: 'services:view',
  domain: 'domains:view',
  invoice: 'billing:view',
  quote: 'billing:view',
  method: 'billing:view',
  ticket: 'support:view',
  member: 'admin:members',
  invitation: 'admin:members',
  handOver: 'admin:members',
};

const standing: Partial<Record<Person['kind'], string>> = {
  removed: 'MEMBER_REMOVED',
  left: 'MEMBER_LEFT',
  expired: 'MEMBER_ENDED',
  ended: 'MEMBER_ENDED',
  suspended: 'MEMBER_SUSPENDED',
  'not started': 'MEMBER_NOT_STARTED',
};

/** The code of S11, its rows in their order; `OK` where nothing stands in the way. */
export function expected(line: Line, person: Person, target: Target, state: State = 'active'): string {
  if (line.kind === 'public') return line.refuses?.[person.kind] ?? 'OK';
  if (person.kind === 'anonymous') return 'UNAUTHENTICATED';
  if (line.kind === 'user') return line.refuses?.[person.kind] ?? (target === 'own' ? 'OK' : line.unknown!);
  if (
    ['other account', 'unknown account', 'malformed account'].includes(target) ||
    person.kind === 'outsider'
  )
    return 'ACCOUNT_NOT_FOUND';
  const stands = standing[person.kind];
  if (stands && !line.openTo?.includes(person.kind)) return stands;
  if (state === 'closed') return 'ACCOUNT_CLOSED';
  if (line.kind === 'member') {
    const guarded = state === 'suspended' && line.deniedSuspended;
    return line.refuses?.[person.kind] ?? (guarded ? 'ACCOUNT_SUSPENDED' : 'OK');
  }
  return decided(line, person, target, state);
}

function decided(line: Line, person: Person, target: Target, state: State): string {
  const permission = line.asks!;
  if (!may(person, permission, 'anywhere')) return 'PERMISSION_MISSING';
  if (line.names) {
    if (target !== 'own' && target !== 'own ticket') return 'NOT_FOUND';
    const place = line.names !== 'ticket' ? 'this' : target === 'own ticket' ? 'own ticket' : 'other ticket';
    if (!may(person, seenWith[line.names]!, place)) return 'NOT_FOUND';
    if (!may(person, permission, place)) return 'PERMISSION_MISSING';
  }
  if (line.fresh && !may(person, permission, permission === 'support:own' ? 'own ticket' : 'fresh'))
    return 'PERMISSION_MISSING';
  return state === 'suspended' && !words(whileSuspended).includes(permission) ? 'ACCOUNT_SUSPENDED' : 'OK';
}

/** HTTP status by code. */
export const statuses: Readonly<Record<string, number>> = {
  OK: 200,
  UNAUTHENTICATED: 401,
  STALE_PAGE: 409,
  ACCOUNT_NOT_FOUND: 404,
  MEMBER_REMOVED: 403,
  MEMBER_LEFT: 403,
  MEMBER_ENDED: 403,
  MEMBER_SUSPENDED: 403,
  MEMBER_NOT_STARTED: 403,
  ACCOUNT_CLOSED: 403,
  ACCOUNT_SUSPENDED: 403,
  PERMISSION_MISSING: 403,
  NOT_FOUND: 404,
  BAD_INPUT: 400,
  INVITATION_UNKNOWN: 404,
  INVITATION_WRONG_PERSON: 403,
  OWNER_CANNOT_LEAVE: 409,
  OWNER_CANNOT_DELETE_LOGIN: 409,
  GRANT_EXCEEDS_OWN: 403,
  MEMBER_STRONGER: 403,
  MEMBER_IS_OWNER: 403,
  MEMBER_IS_SELF: 403,
};
