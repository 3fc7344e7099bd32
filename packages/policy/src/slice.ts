import type { Bundle } from './bundle.ts';
import { answered, Cells, type Answers } from './cells.ts';
import { compiled, type Address, type Compiled, type Slot } from './compiled.ts';
import { PolicyRequestError } from './faults.ts';
import type { Facts } from './facts.ts';
import type { Permission } from './generated.ts';
import type { GuardedState } from './guardrails.ts';
import { says, type Holding, type UnknownName } from './holdings.ts';
import { applies } from './address.ts';
import { matchers } from './matchers.ts';
import { rowKey } from './role-part.ts';
import { everything, holds, unionAll, writeScope, type IdSet } from './scope.ts';

const none = { allowed: false, why: 'none', granted: false } as const;
const noScopes = matchers(new Map());

export type Decision =
  /** `grants`: ids of the grants that give it there; empty for the owner, whose role does. */
  | { readonly allowed: true; readonly grants: readonly string[] }
  /** `granted`: guardrails aside, he holds it there. */
  | { readonly allowed: false; readonly why: 'none'; readonly granted: false }
  | {
      readonly allowed: false;
      readonly why: 'guardrail';
      readonly granted: boolean;
      readonly guardrail: {
        readonly file: string;
        readonly line: number;
        readonly reason: `account.${GuardedState}`;
      };
    };

/** All of an area but some, or exactly some; `prefixes` when part of an unscoped area is open (`support/own`). */
export type ScopeAnswer = { except: string[] } | { only: string[]; prefixes?: string[] };

/** Decides for one user in one account at one instant. Loaded once, asked synchronously, never changed or shared. */
export class Slice {
  readonly bundle: Bundle;
  readonly facts: Facts;
  readonly #compiled: Compiled;
  readonly #cells: Cells;

  /** Throws {@link PolicyRequestError} for malformed ids and unknown account states. */
  constructor(bundle: Bundle, facts: Facts) {
    this.bundle = bundle;
    this.facts = facts;
    this.#compiled = compiled(bundle);
    this.#cells = new Cells(this.#compiled, facts);
  }

  /** Preset and permission names in his grants that the bundle does not know; they give nothing (S19). */
  get unknown(): readonly UnknownName[] {
    return this.#cells.held.unknown;
  }

  /** Casbin's answers so far, by address. */
  get answers(): ReadonlyMap<string, Answers> {
    return this.#cells.byName;
  }

  /** The span around its instant in which no grant and no membership starts or ends: start included, end excluded. */
  get span(): { readonly from: number; readonly until: number } {
    return this.#cells.held;
  }

  /**
   * May he do this there? Throws {@link PolicyRequestError} for an unknown permission, a malformed address,
   * or one where the permission does not apply.
   */
  check(permission: Permission, resource: string): Decision {
    const { slot, address } = this.#admit(permission, resource);
    const answers = this.#cells.decide(address, slot);
    if ((answers.allowed & slot.bit) !== 0) return allowedBy(() => this.#behind(slot, address));
    if ((answers.denied & slot.bit) === 0) return none;
    const { row } = this.#cells.part.verdict(address, slot);
    const origin = row && this.#cells.part.origins.get(rowKey(row));
    if (!origin) return none;
    const { file, line, state } = origin;
    const guardrail = { file, line, reason: `account.${state}` as const };
    return { allowed: false, why: 'guardrail', granted: this.#granted(slot, address), guardrail };
  }

  can(permission: Permission, resource: string): boolean {
    const slot = this.#compiled.slots.get(permission);
    const known = slot && answered(slot, this.#cells.byName.get(resource));
    if (known !== undefined) return known;
    const asked = this.#admit(permission, resource);
    return (this.#cells.decide(asked.address, asked.slot).allowed & asked.slot.bit) !== 0;
  }

  /** Allowed on some resource, existing or not yet? */
  anywhere(permission: Permission): boolean {
    const slot = this.#compiled.slot(permission);
    return this.#samples(slot).some(({ resource }) => this.can(permission, resource));
  }

  /** The same, guardrails aside: does any grant of his (or the owner's role) give it at all? Chooses words, opens nothing. */
  grantedAnywhere(permission: Permission): boolean {
    const slot = this.#compiled.slot(permission);
    return this.#samples(slot).some((address) => this.#granted(slot, address));
  }

  /** Where it is allowed, ready for a `where`: exactly the resources for which `check` says yes. */
  scope(permission: Permission): ScopeAnswer {
    const slot = this.#compiled.slot(permission);
    const area = slot.area.name;
    const rest = applies(slot.permission, area) && this.can(permission, area);
    const listed = this.#listed(slot);
    const [first] = listed.ids;
    if (first !== undefined) {
      const some = this.can(permission, `${area}/${first}`);
      if (some !== rest) return writeScope({ complement: rest, ids: listed.ids });
    }
    if (rest) return writeScope(everything);
    const prefixes = this.#prefixes(slot);
    return prefixes.length > 0 ? { only: [], prefixes } : { only: [] };
  }

  /** All that he may do somewhere, in the order of the catalogue. */
  permissions(): Permission[] {
    return this.#names().filter((name) => this.anywhere(name));
  }

  /** All that he may do on this resource. */
  permissionsOn(resource: string): Permission[] {
    const address = this.#compiled.address(resource);
    if (!address) throw new PolicyRequestError('malformed resource');
    return this.#names().filter((name) => {
      const { area, permission } = this.#compiled.slot(name);
      return area === address.area && applies(permission, resource) && this.can(name, resource);
    });
  }

  #names(): Permission[] {
    return [...this.#compiled.slots.keys()] as Permission[];
  }

  #admit(permission: unknown, resource: unknown): { slot: Slot; address: Address } {
    const slot = this.#compiled.slot(permission);
    const address = this.#compiled.address(resource);
    if (!address) throw new PolicyRequestError('malformed resource');
    if (address.area !== slot.area || (address.statics & slot.on) === 0)
      throw new PolicyRequestError(`${slot.permission.name} does not apply to this resource`);
    return { slot, address };
  }

  #prefixes({ area, permission }: Slot): string[] {
    const stems = (this.bundle.catalogue.areas.get(area.name)?.addresses ?? []).filter(
      (shape) => !shape.includes('*') && shape !== area.name && applies(permission, shape),
    );
    return stems.filter((stem) => this.can(permission.name as Permission, stem));
  }

  /** One resource of every kind that the rows can tell apart: the address shapes, and an id of each scope. */
  #samples(slot: Slot): Address[] {
    const shapes = this.bundle.catalogue.areas.get(slot.area.name)?.addresses ?? [];
    const named = this.#giving(slot).flatMap((holding) => holding.line(slot.area)?.some() ?? []);
    const ids = new Set(['_', ...named]);
    return shapes
      .flatMap((shape) => (shape.endsWith('*') ? [...ids].map((id) => shape.slice(0, -1) + id) : [shape]))
      .filter((resource) => applies(slot.permission, resource))
      .flatMap((resource) => this.#compiled.address(resource) ?? []);
  }

  /** What holds the permission somewhere, whatever the resource. */
  #giving({ area, bit }: Slot): readonly Holding[] {
    return this.#cells.held.list.filter((holding) => ((holding.gift(area)?.mask ?? 0) & bit) !== 0);
  }

  /** The union of the scopes in which he holds it. */
  #listed(slot: Slot): IdSet {
    const sets = this.#giving(slot).flatMap((holding) => holding.line(slot.area)?.whole() ?? []);
    return sets.length === 1 ? sets[0]! : unionAll(sets);
  }

  #granted(slot: Slot, address: Address): boolean {
    return this.#cells.part.allows(address, slot) || this.#behind(slot, address).length > 0;
  }

  #behind({ area, permission }: Slot, { resource, container }: Address): string[] {
    const { actMatch, resMatch } = noScopes;
    const giving = this.#cells.held.list.filter((holding) =>
      holding
        .gift(area)
        ?.rows.some(
          ([res, act]) => actMatch(permission.action, act) && (area.scoped || resMatch(resource, res)),
        ),
    );
    const here = (said: unknown) => (area.scoped ? holds(said, container) : said === true);
    const grants = giving.flatMap((holding) => holding.grants.filter((grant) => here(says(grant, area))));
    return [...new Set(grants.map((grant) => grant.id))];
  }
}

/** The ids are looked for when they are read: most callers only want the yes. */
function allowedBy(behind: () => readonly string[]): Decision {
  let found: readonly string[] | undefined;
  return {
    allowed: true,
    get grants() {
      return (found ??= behind());
    },
  };
}

/** The slice of one (user, account). Throws {@link PolicyRequestError} for malformed ids and unknown account states. */
export function sliceOf(bundle: Bundle, facts: Facts): Slice {
  return new Slice(bundle, facts);
}

/** The same for callers that await it. */
export function loadSlice(bundle: Bundle, facts: Facts): Promise<Slice> {
  return new Promise((resolve) => resolve(new Slice(bundle, facts)));
}
