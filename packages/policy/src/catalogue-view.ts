import { closure } from './catalogue.ts';
import type { Bundle } from './bundle.ts';
import type { Locale } from './files.ts';
import type { Area, Permission, Preset as PresetName, ScopedArea } from './generated.ts';
import type { PermissionLabel, PresetLabel } from './labels.ts';

export interface PermissionEntry {
  readonly name: Permission;
  readonly area: Area;
  readonly action: string;
  /** All that comes along, at any depth. */
  readonly implies: readonly Permission[];
  readonly sensitive: boolean;
  readonly delegable: boolean;
  readonly suspended: 'allow' | 'deny';
  readonly labels: Readonly<Record<Locale, PermissionLabel>>;
}

export interface AreaEntry {
  readonly name: Area;
  readonly scoped: boolean;
  readonly labels: Readonly<Record<Locale, { readonly name: string }>>;
  readonly permissions: readonly PermissionEntry[];
}

export interface PresetEntry {
  readonly name: PresetName;
  readonly labels: Readonly<Record<Locale, PresetLabel>>;
  /** Written for it; what these imply is not repeated. */
  readonly permissions: readonly Permission[];
  /** Areas in which it gives something, so a grant of it has to name them. */
  readonly areas: readonly Area[];
  /** Scoped areas where "all" must not be the default. */
  readonly asks: readonly ScopedArea[];
  readonly suggestsDays?: number;
  readonly includes: readonly PresetName[];
}

/** Areas and their permissions in the order in which people see them, with the words of both languages. */
export function catalogue(bundle: Bundle): AreaEntry[] {
  const all = [...bundle.catalogue.permissions.values()];
  return [...bundle.catalogue.areas.values()].map((area) => ({
    name: area.name as Area,
    scoped: area.scoped,
    labels: inBoth((locale) => ({ name: bundle.labels[locale].areas.get(area.name) ?? area.name })),
    permissions: all
      .filter((permission) => permission.area === area.name)
      .map((permission) => ({
        name: permission.name as Permission,
        area: area.name as Area,
        action: permission.action,
        implies: [...closure(permission.name, bundle.catalogue.permissions)] as Permission[],
        sensitive: permission.sensitive,
        delegable: permission.delegable,
        suspended: permission.suspended,
        labels: inBoth((locale) => permissionLabel(bundle, permission.name, locale)),
      })),
  }));
}

/** Name, consequence and reason of one permission. */
export function permissionLabel(bundle: Bundle, permission: string, locale: Locale): PermissionLabel {
  return bundle.labels[locale].permissions.get(permission) ?? { name: permission, consequence: '' };
}

/** The presets in the order of the invite page. */
export function presets(bundle: Bundle): PresetEntry[] {
  return [...bundle.presets.values()].map((preset) => {
    const areas = preset.permissions.map((name) => bundle.catalogue.permissions.get(name)?.area);
    return {
      name: preset.name as PresetName,
      labels: inBoth(
        (locale) =>
          bundle.labels[locale].presets.get(preset.name) ?? { name: preset.name, situation: '', line: '' },
      ),
      permissions: preset.permissions as Permission[],
      areas: [...new Set(areas)] as Area[],
      asks: preset.asks as ScopedArea[],
      suggestsDays: preset.suggestsDays,
      includes: preset.includes as PresetName[],
    };
  });
}

function inBoth<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return { en: make('en'), fr: make('fr') };
}
