import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import type { Facts, Grant } from '../../facts.ts';
import { shippedModel } from '../../model.ts';
import type { Definition } from './definition.ts';
import { patternOf } from './files.ts';
import type { World } from './world.ts';

type Row = readonly string[];

/**
 * One Casbin enforcer with every row of a world at its instant: all files, all accounts, all people, scopes written
 * out container by container. It knows no slices, no scope references and no cells.
 */
export async function plainEnforcer(world: World): Promise<Enforcer> {
  const model = newModelFromString(shippedModel);
  for (const [type = '', ...values] of rowsOf(world)) model.addPolicy(type, type, values);
  const enforcer = await newEnforcer(model);
  await enforcer.buildRoleLinks();
  const equal = (asked: string, row: string) => row === '*' || asked === row;
  await enforcer.addFunction('accMatch', equal);
  await enforcer.addFunction('actMatch', equal);
  await enforcer.addFunction('resMatch', (asked: string, row: string) =>
    row.endsWith('/**') ? `${asked}/`.startsWith(row.slice(0, -2)) : asked === row,
  );
  return enforcer;
}

/** The rows of that enforcer, each once. */
export function rowsOf(world: World): Row[] {
  const { areas, presets, owner } = world.definition;
  const all = areas.flatMap((area) => area.actions.map((action) => ({ ...action, area: area.name })));
  const allows = (role: string, permissions: readonly string[]) =>
    permissions
      .flatMap((permission) => standsFor(world.definition, permission))
      .map(([action, pattern]) => ['p', `role:${role}`, '*', pattern, action, 'allow']);
  const denies = (state: string, which: typeof all) =>
    which.map(({ area, name }) => {
      const pattern = patternOf(areas, `${area}:${name}`);
      return ['p', `role:account.${state}`, '*', pattern, name, 'deny'];
    });
  const rows: Row[] = [
    ['p', 'role:nobody', 'none', 'none', 'none', 'deny'],
    ...allows('owner', owner),
    ...presets.flatMap(({ name, own }) => allows(name, own)),
    ...denies(
      'suspended',
      all.filter(({ suspended }) => suspended === 'deny'),
    ),
    ...denies('closed', all),
  ];
  for (const { id, owner: holder, state } of world.accounts) {
    for (const { name, includes } of presets)
      for (const other of includes) rows.push(['g', `role:${name}`, `role:${other}`, `a:${id}`]);
    rows.push(['g', `u:${holder}`, 'role:owner', `a:${id}`]);
    if (state === 'active') continue;
    for (const user of world.users) rows.push(['g', `u:${user}`, `role:account.${state}`, `a:${id}`]);
  }
  for (const facts of world.everybody()) {
    if (facts.owner || !counts(facts)) continue;
    for (const grant of facts.grants)
      if (during(grant, facts.now)) rows.push(...grantRows(world, facts, grant));
  }
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

const during = (span: { start?: Date | null; end?: Date | null }, now: Date) =>
  Number(span.start ?? -Infinity) <= Number(now) && Number(now) < Number(span.end ?? Infinity);

const counts = ({ member, now }: Facts) =>
  member !== null && !member.suspended && !member.ended && during(member, now);

function grantRows(world: World, facts: Facts, grant: Grant): Row[] {
  const { areas, presets } = world.definition;
  const [sub, acc] = [`u:${facts.userId}`, `a:${facts.account.id}`];
  const places = new Map(areas.map(({ name }) => [name, placesOf(world, grant, name)]));
  if (grant.preset != null) {
    if (!presets.some(({ name }) => name === grant.preset)) return [];
    if ([...places.values()].every((place) => place === 'everywhere'))
      return [['g', sub, `role:${grant.preset}`, acc]];
  }
  const permission = grant.permission ?? '';
  const names = grant.preset == null ? [permission] : (world.rules.presets[grant.preset] ?? []);
  return names
    .filter((name) => !world.rules.ownerOnly.includes(name))
    .flatMap((name) => standsFor(world.definition, name))
    .flatMap(([action, pattern]) => {
      const place = places.get(pattern.split('/')[0] ?? '') ?? [];
      return (place === 'everywhere' ? [pattern] : place).map((res) => ['p', sub, acc, res, action, 'allow']);
    });
}

/** Where a grant holds in an area: everywhere, or on which resources, one by one. */
function placesOf(world: World, grant: Grant, area: string): 'everywhere' | string[] {
  const value: unknown = Object.entries(grant).find(([key]) => key === area)?.[1];
  if (value === true) return 'everywhere';
  if (typeof value !== 'object' || value === null) return [];
  const { only, except = [] } = value as { only?: string[]; except?: string[] };
  if (only) return only.map((id) => `${area}/${id}`);
  if (except.length === 0) return 'everywhere';
  return [area, ...world.ids.filter((id) => !except.includes(id)).map((id) => `${area}/${id}`)];
}

/** Action and pattern of everything that comes with a permission. */
function standsFor({ areas }: Definition, permission: string): [action: string, pattern: string][] {
  const [name = '', action = ''] = permission.split(':');
  const found = areas.find((area) => area.name === name)?.actions.find((one) => one.name === action);
  if (!found) return [];
  const pattern = patternOf(areas, permission);
  return [
    [action, pattern],
    ...found.there.map((other): [string, string] => [other, pattern]),
    ...found.implies.flatMap((other) => standsFor({ areas, presets: [], owner: [] }, `${name}:${other}`)),
  ];
}
