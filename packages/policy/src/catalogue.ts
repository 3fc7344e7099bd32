import type { Faults } from './faults.ts';
import { didYouMean } from './lint/nearest.ts';
import { YamlFile } from './yaml.ts';

export interface AreaDef {
  readonly name: string;
  readonly scoped: boolean;
  /** Shapes of its resources; `*` stands for one id. */
  readonly addresses: readonly string[];
}

export interface PermissionDef {
  /** `area:action` */
  readonly name: string;
  readonly area: string;
  readonly action: string;
  /** Where it applies: `area/**`, or less. */
  readonly on: string;
  /** Permissions of the area that it includes, directly. */
  readonly implies: readonly string[];
  /** Permissions that it gives where it applies itself, and nowhere else. */
  readonly there: readonly string[];
  readonly sensitive: boolean;
  readonly delegable: boolean;
  readonly suspended: 'allow' | 'deny';
}

export interface PresetDef {
  readonly name: string;
  readonly asks: readonly string[];
  readonly suggestsDays?: number;
}

export interface CatalogueFile {
  readonly areas: ReadonlyMap<string, AreaDef>;
  readonly permissions: ReadonlyMap<string, PermissionDef>;
  readonly presets: ReadonlyMap<string, PresetDef>;
}

const name = /^[a-z][a-z0-9_-]{0,39}$/;
const nameRule = 'names are 1 to 40 characters of a-z, 0-9, _ and -, a letter first';

/** Answers about an area are bits of one small integer. */
export const mostPermissions = 30;

export const areaNames = (catalogue: CatalogueFile): string[] => [...catalogue.areas.keys()];

export function readCatalogue(file: string, text: string, faults: Faults): CatalogueFile {
  const yaml = new YamlFile(file, text, faults);
  const areas = new Map<string, AreaDef>();
  const permissions = new Map<string, PermissionDef>();
  const presets = new Map<string, PresetDef>();
  if (yaml.broken) return { areas, permissions, presets };
  yaml.only([], ['areas', 'presets']);
  for (const area of yaml.keys(['areas'])) readArea(yaml, area, areas, permissions);
  for (const preset of yaml.keys(['presets'])) presets.set(preset, readPreset(yaml, preset, areas));
  for (const permission of permissions.values()) checkLinks(yaml, permission, permissions);
  return { areas, permissions, presets };
}

function readArea(
  yaml: YamlFile,
  area: string,
  areas: Map<string, AreaDef>,
  permissions: Map<string, PermissionDef>,
): void {
  const path = ['areas', area];
  if (!name.test(area)) yaml.fault(path, `${area} is not a name`, nameRule);
  yaml.only(path, ['scoped', 'addresses', 'permissions']);
  const addresses = yaml.texts([...path, 'addresses']);
  for (const address of addresses) {
    const wellFormed = /^[a-z0-9_-]+(\/[a-z0-9_-]+)*(\/\*)?$/.test(address);
    if (!wellFormed || address.split('/')[0] !== area)
      yaml.fault(
        [...path, 'addresses'],
        `${address} is not an address of ${area}`,
        `write ${area}, ${area}/* or ${area}/word/*`,
      );
  }
  if (!addresses.includes(area))
    yaml.fault([...path, 'addresses'], `the bare address ${area} is missing`, `add ${area}`);
  areas.set(area, { name: area, scoped: yaml.flag([...path, 'scoped'], false), addresses });
  const actions = yaml.keys([...path, 'permissions']);
  if (actions.length > mostPermissions) {
    const message = `${area} has ${actions.length} permissions, an area holds ${mostPermissions}`;
    yaml.fault([...path, 'permissions'], message, 'make two areas of it');
  }
  for (const action of actions) {
    const permission = readPermission(yaml, area, action);
    permissions.set(permission.name, permission);
  }
}

function readPermission(yaml: YamlFile, area: string, action: string): PermissionDef {
  const path = ['areas', area, 'permissions', action];
  if (!name.test(action)) yaml.fault(path, `${action} is not a name`, nameRule);
  yaml.only(path, ['implies', 'on', 'there', 'sensitive', 'delegable', 'suspended']);
  const suspended = yaml.get([...path, 'suspended']);
  if (suspended !== 'allow' && suspended !== 'deny')
    yaml.fault(
      path,
      `${area}:${action} does not say whether it works in a suspended account`,
      'add suspended: allow or suspended: deny',
    );
  const on = yaml.get([...path, 'on']) === undefined ? `${area}/**` : yaml.text([...path, 'on']);
  if (!on.startsWith(`${area}/`) || !/^[a-z0-9_/-]+\/\*\*$/.test(on))
    yaml.fault([...path, 'on'], `${on} is not a pattern of ${area}`, `write ${area}/** or ${area}/word/**`);
  const links = (key: string) => yaml.texts([...path, key]).map((other) => `${area}:${other}`);
  return {
    name: `${area}:${action}`,
    area,
    action,
    on,
    implies: links('implies'),
    there: links('there'),
    sensitive: yaml.flag([...path, 'sensitive'], false),
    delegable: yaml.flag([...path, 'delegable'], true),
    suspended: suspended === 'allow' ? 'allow' : 'deny',
  };
}

function readPreset(yaml: YamlFile, preset: string, areas: ReadonlyMap<string, AreaDef>): PresetDef {
  const path = ['presets', preset];
  if (!name.test(preset)) yaml.fault(path, `${preset} is not a name`, nameRule);
  yaml.only(path, ['asks', 'suggestsDays']);
  const asks = yaml.texts([...path, 'asks']);
  for (const area of asks) {
    if (areas.get(area)?.scoped) continue;
    const scoped = [...areas.values()].filter((one) => one.scoped).map((one) => one.name);
    yaml.fault([...path, 'asks'], `${area} is not a scoped area`, didYouMean(area, scoped));
  }
  const days = yaml.get([...path, 'suggestsDays']);
  if (days === undefined) return { name: preset, asks };
  if (typeof days === 'number' && Number.isInteger(days) && days > 0)
    return { name: preset, asks, suggestsDays: days };
  yaml.fault(
    [...path, 'suggestsDays'],
    'suggestsDays is not a number of days',
    'write a whole number above 0',
  );
  return { name: preset, asks };
}

function checkLinks(
  yaml: YamlFile,
  permission: PermissionDef,
  all: ReadonlyMap<string, PermissionDef>,
): void {
  const { name, area, action, delegable, suspended } = permission;
  const path = ['areas', area, 'permissions', action];
  const siblings = [...all.keys()].filter((other) => other.startsWith(`${area}:`) && other !== name);
  for (const other of [...permission.implies, ...permission.there]) {
    const target = all.get(other);
    if (!target)
      yaml.fault(path, `${name} names ${other}, which does not exist`, didYouMean(other, siblings));
    else if (delegable && !target.delegable)
      yaml.fault(path, `${name} would give ${other}, which is never delegable`, `remove ${target.action}`);
    else if (suspended === 'allow' && target.suspended === 'deny') {
      const message = `${name} works in a suspended account, but ${other}, which it needs, does not`;
      yaml.fault(path, message, 'write the same suspended: for both');
    }
  }
  if (closure(name, all).has(name))
    yaml.fault(path, `${name} implies itself`, 'remove one of the implies on the way round');
}

/** Everything that a permission implies, itself excluded (unless it goes round in a circle). */
export function closure(start: string, all: ReadonlyMap<string, PermissionDef>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (current: string) => {
    for (const next of all.get(current)?.implies ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(start);
  return found;
}
