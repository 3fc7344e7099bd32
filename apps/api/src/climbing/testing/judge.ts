import type { GrantSpec } from '@mandate/policy';

// What S2, S3, S5, S6, S10 and S16 say of who holds what, written by hand. It shares nothing with the code that it
// judges: rights are spans of time by (permission, resource), counted out one by one. That a preset is held live is one
// more right, `domains:~auditor`, wherever it names an area: what files may put there one day is held there.

/** `[from, to)` in milliseconds, in order and apart. */
export type Spans = readonly (readonly [from: number, to: number])[];
export type Rights = ReadonlyMap<string, Spans>;
export type Presets = Readonly<Record<string, readonly string[]>>;

/** The containers of the account. */
export interface Ground {
  services: readonly string[];
  domains: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

export const presets: Presets = {
  'domain-manager': words('domains:view domains:manage support:own'),
  accountant: words('billing:view billing:pay billing:manage support:own'),
  auditor: words('services:view domains:view billing:view support:view admin:members admin:activity'),
  colleague: words(
    'services:view services:manage services:credentials services:signin domains:view domains:manage billing:view ' +
      'support:view support:own support:reply admin:profile admin:emails admin:activity admin:members',
  ),
  full: words(
    'services:view services:manage services:credentials services:signin services:order services:cancel ' +
      'domains:view domains:manage domains:order domains:transfer billing:view billing:pay billing:manage ' +
      'support:own support:view support:reply admin:members admin:revoke admin:users admin:profile admin:emails ' +
      'admin:activity',
  ),
};

/** What a preset's file declares included, as far as it is given here. */
const included: Readonly<Record<string, readonly string[]>> = {
  full: ['domain-manager', 'accountant', 'auditor', 'colleague'],
};
const areas = ['services', 'domains', 'billing', 'support', 'admin'];

const ties = (preset: string): string[] =>
  [preset, ...(included[preset] ?? [])].flatMap((name) => areas.map((area) => `${area}:~${name}`));

/** What is held whatever the files say one day is no right today. */
export const plain = (rights: Rights): Rights => new Map([...rights].filter(([key]) => !key.includes('~')));

const implied: Readonly<Record<string, string>> = {
  'support:reply': 'support:view support:own',
  'admin:revoke': 'admin:members',
  'admin:users': 'admin:revoke admin:members',
};

function flat(name: string): string[] {
  const area = name.split(':')[0];
  const view = area === 'services' || area === 'domains' || area === 'billing' ? [`${area}:view`] : [];
  return [name, ...view, ...(implied[name]?.split(' ') ?? [])];
}

function join(spans: Spans): Spans {
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans].filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

const meet = (a: Spans, b: Spans): Spans =>
  join(a.flatMap(([from, to]) => b.map(([f, t]) => [Math.max(from, f), Math.min(to, t)] as const)));

const lies = (inner: Spans, outer: Spans): boolean =>
  inner.every(([from, to]) => outer.some(([f, t]) => f <= from && to <= t));

/** Where a permission of a grant holds. `fresh`: what does not exist yet. */
function places(permission: string, grant: GrantSpec, ground: Ground): string[] {
  const area = permission.split(':')[0] as 'services' | 'domains' | 'billing' | 'support' | 'admin';
  if (area === 'services' || area === 'domains') {
    const scope = grant[area];
    if (!scope) return [];
    if ('only' in scope) return ground[area].filter((id) => scope.only.includes(id));
    return [...ground[area].filter((id) => !scope.except.includes(id)), 'fresh'];
  }
  if (!grant[area]) return [];
  if (area !== 'support') return [area];
  return permission === 'support:own' ? ['own'] : ['own', 'other'];
}

const both = (a: Rights, b: Rights): Rights => {
  const all = new Map(a);
  for (const [key, spans] of b) all.set(key, join([...(all.get(key) ?? []), ...spans]));
  return all;
};
export const union = (...all: readonly Rights[]): Rights => all.reduce(both, new Map());

/** What these grants give, between the dates of the membership. */
export function rightsOf(
  grants: readonly GrantSpec[],
  ground: Ground,
  known: Presets,
  [start, end]: readonly [number, number] = [-Infinity, Infinity],
): Rights {
  const rights = new Map<string, Spans>();
  const add = (key: string, span: readonly [number, number]) =>
    rights.set(key, join([...(rights.get(key) ?? []), span]));
  for (const grant of grants) {
    const from = Math.max(start, grant.start?.getTime() ?? -Infinity);
    const span = [from, Math.min(end, grant.end?.getTime() ?? Infinity)] as const;
    const named = grant.preset == null ? [grant.permission ?? ''] : (known[grant.preset] ?? []);
    const tied = grant.preset == null ? [] : ties(grant.preset);
    for (const permission of new Set([...named.flatMap(flat), ...tied]))
      for (const place of places(permission, grant, ground)) add(`${permission} ${place}`, span);
    // own tickets are seen and answered with it
    if (grant.support && named.includes('support:own'))
      for (const permission of ['support:view', 'support:reply']) add(`${permission} own`, span);
  }
  return rights;
}

/** From now on. */
export const from = (rights: Rights, now: number): Rights =>
  new Map([...rights].map(([key, spans]) => [key, meet(spans, [[now, Infinity]])]));

/** What somebody who is not the owner may give: what he holds, while he also manages users. */
export function giveable(rights: Rights): Rights {
  const manages = rights.get('admin:users admin') ?? [];
  return new Map([...rights].map(([key, spans]) => [key, meet(spans, manages)]));
}

/** The first key for which `inner` holds what `outer` does not. */
export function excess(inner: Rights, outer: Rights): string | null {
  for (const [key, spans] of inner) if (!lies(spans, outer.get(key) ?? [])) return key;
  return null;
}

export const heldAt = (rights: Rights, now: number): string[] =>
  [...plain(rights)].filter(([, spans]) => spans.some(([f, t]) => f <= now && now < t)).map(([key]) => key);

/** A container comes: whoever holds what does not exist yet holds it. */
export const arrived = (rights: Rights, area: keyof Ground, id: string): Rights =>
  union(
    rights,
    new Map(
      [...rights]
        .filter(([key]) => key.startsWith(`${area}:`) && key.endsWith(' fresh'))
        .map(([key, spans]) => [key.replace(/ fresh$/, ` ${id}`), spans]),
    ),
  );

export const later = (rights: Rights, by: number): Rights =>
  new Map([...rights].map(([key, spans]) => [key, spans.map(([f, t]) => [f + by, t + by] as const)]));
