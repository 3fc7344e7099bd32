import type { Bundle } from './bundle.ts';
import { containerOf, isId } from './address.ts';
import type { PermissionDef } from './catalogue.ts';
import { PolicyRequestError } from './faults.ts';
import type { GrantSpec } from './facts.ts';
import { namedBy } from './given.ts';
import { matchers } from './matchers.ts';

/** An area of the catalogue, as the hot path reads it. */
export interface Area {
  readonly name: string;
  readonly index: number;
  readonly scoped: boolean;
  /** Every pattern that a row of this bundle may carry in the area, scope references aside. */
  readonly patterns: readonly string[];
}

/** A permission and its place (an area has at most 30, the catalogue sees to it): bit `bit` of its area's answers. */
export interface Slot {
  readonly permission: PermissionDef;
  readonly area: Area;
  readonly bit: number;
  /** Where it applies, as a bit of an address's `statics`. */
  readonly on: number;
}

/** The addresses below one stem, such as `domains/`. */
interface Stem {
  readonly area: Area;
  /** Of every address below; undefined when a pattern tells them apart. */
  readonly statics: number | undefined;
}

/** A well-formed resource; `statics` are the bits of the area's patterns that reach it. */
export interface Address {
  readonly resource: string;
  readonly area: Area;
  readonly statics: number;
  /** The container of a scoped area; undefined for what does not exist yet. */
  readonly container: string | undefined;
}

/** What one preset or permission gives in one area: the rows it becomes, and their actions as bits. */
export interface Gift {
  readonly area: Area;
  readonly mask: number;
  readonly rows: readonly (readonly [res: string, action: string])[];
}

const noTests = matchers(new Map());

/** What can be worked out of a bundle once, for all slices. */
export class Compiled {
  readonly bundle: Bundle;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly areas: readonly Area[];
  readonly #exact = new Map<string, Address>();
  readonly #stems = new Map<string, Stem>();
  readonly #presets = new Map<string, readonly Gift[]>();
  readonly #permissions = new Map<string, readonly Gift[]>();

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    const patterns = patternsOf(bundle);
    this.areas = [...bundle.catalogue.areas.values()].map(({ name, scoped }, index) => ({
      name,
      index,
      scoped,
      patterns: [...(patterns.get(name) ?? [])],
    }));
    this.slots = this.#makeSlots();
    for (const area of this.areas) this.#addShapes(area);
    for (const preset of bundle.presets.keys()) this.#presets.set(preset, this.#gifts({ preset }));
    for (const permission of this.slots.keys())
      this.#permissions.set(permission, this.#gifts({ permission }));
  }

  slot(permission: unknown): Slot {
    const slot = typeof permission === 'string' ? this.slots.get(permission) : undefined;
    if (!slot) throw new PolicyRequestError('unknown permission');
    return slot;
  }

  /** Reads an address by S1; undefined when it is malformed or of no area. */
  address(resource: unknown): Address | undefined {
    if (typeof resource !== 'string' || resource.length > 200) return undefined;
    const exact = this.#exact.get(resource);
    if (exact) return exact;
    const slash = resource.lastIndexOf('/') + 1;
    const stem = this.#stems.get(resource.slice(0, slash));
    if (!stem || !isId(resource.slice(slash))) return undefined;
    const { area, statics = staticsOf(area, resource) } = stem;
    return { resource, area, statics, container: area.scoped ? containerOf(resource) : undefined };
  }

  /** What a grant gives by its name, area by area; undefined when the bundle does not know the name (S19). */
  named({ preset, permission }: GrantSpec): readonly Gift[] | undefined {
    if (preset != null) return permission == null ? this.#presets.get(preset) : undefined;
    const gifts = permission == null ? undefined : this.#permissions.get(permission);
    return gifts?.length === 0 ? undefined : gifts;
  }

  #makeSlots(): Map<string, Slot> {
    const slots = new Map<string, Slot>();
    for (const area of this.areas) {
      const own = [...this.bundle.catalogue.permissions.values()].filter((one) => one.area === area.name);
      own.forEach((permission, bit) =>
        slots.set(permission.name, {
          permission,
          area,
          bit: 1 << bit,
          on: 1 << area.patterns.indexOf(permission.on),
        }),
      );
    }
    return slots;
  }

  #addShapes(area: Area): void {
    for (const shape of this.bundle.catalogue.areas.get(area.name)?.addresses ?? []) {
      if (shape.endsWith('/*')) this.#stems.set(shape.slice(0, -1), stemOf(area, shape.slice(0, -1)));
      else {
        const container = area.scoped ? containerOf(shape) : undefined;
        this.#exact.set(shape, { resource: shape, area, statics: staticsOf(area, shape), container });
      }
    }
  }

  #gifts(spec: GrantSpec): Gift[] {
    const atoms = (namedBy(this.bundle, spec) ?? []).flatMap((name) => this.bundle.expansion.get(name) ?? []);
    return this.areas.flatMap((area) => {
      const own = atoms.filter((atom) => atom.area === area.name);
      if (own.length === 0) return [];
      const rows = new Map<string, readonly [string, string]>();
      let mask = 0;
      for (const { action, pattern, permission } of own) {
        const res = area.scoped ? `@${area.name}/${action}` : pattern;
        rows.set(`${res} ${action}`, [res, action]);
        mask |= this.slots.get(permission)?.bit ?? 0;
      }
      return [{ area, mask, rows: [...rows.values()] }];
    });
  }
}

function staticsOf(area: Area, resource: string): number {
  return area.patterns.reduce(
    (bits, pattern, index) => (noTests.resMatch(resource, pattern) ? bits | (1 << index) : bits),
    0,
  );
}

function stemOf(area: Area, stem: string): Stem {
  const deeper = area.patterns.some((pattern) => pattern.startsWith(stem) && pattern !== `${stem}**`);
  return { area, statics: deeper ? undefined : staticsOf(area, `${stem}_`) };
}

function patternsOf(bundle: Bundle): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (area: string, pattern: string) =>
    found.set(area, (found.get(area) ?? new Set<string>()).add(pattern));
  for (const atom of [...bundle.expansion.values()].flat()) add(atom.area, atom.pattern);
  for (const rule of [...bundle.guardrails.values()].flat()) {
    const area = bundle.catalogue.permissions.get(rule.permission)?.area;
    if (area !== undefined) add(area, rule.pattern);
  }
  return found;
}

const known = new WeakMap<Bundle, Compiled>();

/** The compiled form of a bundle; bundles never change. */
export function compiled(bundle: Bundle): Compiled {
  const made = known.get(bundle) ?? new Compiled(bundle);
  known.set(bundle, made);
  return made;
}
