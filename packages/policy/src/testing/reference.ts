import type { Facts, Grant } from '../facts.ts';

// A second opinion, written from semantics.md alone. It shares no code with the package and no data with the policy files.

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
    'support:own support:view support:reply admin:members admin:revoke admin:users admin:profile admin:emails admin:activity',
};
const implied: Readonly<Record<string, string>> = {
  'support:reply': 'support:view support:own',
  'admin:revoke': 'admin:members',
  'admin:users': 'admin:revoke admin:members',
};
for (const name of 'manage credentials signin order cancel'.split(' '))
  Object.assign(implied, { [`services:${name}`]: 'services:view' });
for (const name of 'manage order transfer'.split(' '))
  Object.assign(implied, { [`domains:${name}`]: 'domains:view' });
for (const name of 'pay manage'.split(' ')) Object.assign(implied, { [`billing:${name}`]: 'billing:view' });
const whileSuspended =
  'services:view domains:view billing:view support:view admin:members admin:revoke admin:activity admin:emails ' +
  'billing:pay billing:manage support:own support:reply';
const ownerOnly = ['admin:ownership', 'admin:close'];
const words = (text = ''): string[] => text.split(' ').filter(Boolean);

export function mayByReference(facts: Facts, permission: string, resource: string): boolean {
  const { state } = facts.account;
  if (state === 'closed' || (state === 'suspended' && !words(whileSuspended).includes(permission)))
    return false;
  if (facts.owner) return true;
  const { member } = facts;
  if (!member || member.suspended || member.ended || outside(member.start, member.end, facts.now))
    return false;
  return facts.grants.some(
    (grant) => !outside(grant.start, grant.end, facts.now) && gives(grant, permission, resource),
  );
}

function outside(start: Date | null | undefined, end: Date | null | undefined, now: Date): boolean {
  return (start ? start > now : false) || (end ? end <= now : false);
}

function gives(grant: Grant, permission: string, resource: string): boolean {
  const [area = '', id] = resource.split('/');
  if (area === 'services' || area === 'domains') {
    const scope = grant[area];
    if (!scope) return false;
    if ('only' in scope ? !id || !scope.only.includes(id) : id && scope.except.includes(id)) return false;
  } else if (area === 'billing' || area === 'support' || area === 'admin') {
    if (!grant[area]) return false;
  }
  const named = words(grant.preset ? presets[grant.preset] : (grant.permission ?? '')).filter(
    (name) => !ownerOnly.includes(name),
  );
  const held = new Set(named.flatMap((name) => [name, ...words(implied[name])]));
  const own = resource === 'support/own' || resource.startsWith('support/own/');
  if (own && held.has('support:own') && words('support:own support:view support:reply').includes(permission))
    return true;
  return held.has(permission) && (permission !== 'support:own' || own);
}
