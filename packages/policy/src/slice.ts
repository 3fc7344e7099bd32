import { applies, areaOf, containerOf } from './address.ts';
import { assemble, rowKey, type Assembly, type UnknownName } from './assemble.ts';
import type { Bundle } from './bundle.ts';
import { Decider, type CasbinRow } from './casbin.ts';
import { Cells } from './cells.ts';
import type { PermissionDef } from './catalogue.ts';
import { PolicyRequestError } from './faults.ts';
import type { Facts } from './facts.ts';
import type { Permission } from './generated.ts';
import type { GuardedState } from './guardrails.ts';
import { matchers } from './matchers.ts';
import { everything, has, nothing, writeScope, type IdSet } from './scope.ts';

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
  /** Preset and permission names in his grants that the bundle does not know; they give nothing (S19). */
  readonly unknown: readonly UnknownName[];
  readonly #bundle: Bundle;
  readonly #from: Assembly;
  readonly #cells: Cells;

  constructor(bundle: Bundle, from: Assembly, decider: Decider) {
    this.#bundle = bundle;
    this.#from = from;
    this.#cells = new Cells(decider, from);
    this.unknown = from.unknown;
  }

  /**
   * May he do this there? Throws {@link PolicyRequestError} for an unknown permission, a malformed address,
   * or one where the permission does not apply.
   */
  check(permission: Permission, resource: string): Decision {
    const asked = this.#admit(permission, resource);
    const verdict = this.#cells.verdict(resource, asked.action);
    if (verdict.allowed) return { allowed: true, grants: this.#behind(asked, resource) };
    const origin = verdict.row && this.#from.origins.get(rowKey(verdict.row));
    if (!origin) return { allowed: false, why: 'none', granted: false };
    const { file, line, state } = origin;
    const granted = this.#allows(asked, resource).length > 0;
    return {
      allowed: false,
      why: 'guardrail',
      granted,
      guardrail: { file, line, reason: `account.${state}` },
    };
  }

  can(permission: Permission, resource: string): boolean {
    return this.check(permission, resource).allowed;
  }

  /** Allowed on some resource, existing or not yet? */
  anywhere(permission: Permission): boolean {
    const asked = this.#known(permission);
    return this.#samples(asked).some((resource) => this.can(permission, resource));
  }

  /** The same, guardrails aside: does any grant of his (or the owner's role) give it at all? Chooses words, opens nothing. */
  grantedAnywhere(permission: Permission): boolean {
    const asked = this.#known(permission);
    return this.#samples(asked).some((resource) => this.#allows(asked, resource).length > 0);
  }

  /** Where it is allowed, ready for a `where`: exactly the resources for which `check` says yes. */
  scope(permission: Permission): ScopeAnswer {
    const asked = this.#known(permission);
    const area = asked.area;
    const rest = applies(asked, area) && this.can(permission, area);
    const listed = this.#from.scopes.get(`@${area}/${asked.action}`) ?? nothing;
    const [first] = listed.ids;
    if (first !== undefined) {
      const some = this.can(permission, `${area}/${first}`);
      if (some !== rest) return writeScope({ complement: rest, ids: listed.ids });
    }
    if (rest) return writeScope(everything);
    const prefixes = this.#prefixes(asked);
    return prefixes.length > 0 ? { only: [], prefixes } : { only: [] };
  }

  /** All that he may do somewhere, in the order of the catalogue. */
  permissions(): Permission[] {
    return this.#names().filter((name) => this.anywhere(name));
  }

  /** All that he may do on this resource. */
  permissionsOn(resource: string): Permission[] {
    const area = areaOf(this.#bundle.catalogue, resource);
    if (!area) throw new PolicyRequestError('malformed resource');
    return this.#names().filter((name) => {
      const permission = this.#known(name);
      return permission.area === area.name && applies(permission, resource) && this.can(name, resource);
    });
  }

  #names(): Permission[] {
    return [...this.#bundle.catalogue.permissions.keys()] as Permission[];
  }

  #known(permission: unknown): PermissionDef {
    const known =
      typeof permission === 'string' ? this.#bundle.catalogue.permissions.get(permission) : undefined;
    if (!known) throw new PolicyRequestError('unknown permission');
    return known;
  }

  #admit(permission: unknown, resource: unknown): PermissionDef {
    const known = this.#known(permission);
    if (!areaOf(this.#bundle.catalogue, resource)) throw new PolicyRequestError('malformed resource');
    if (!applies(known, String(resource))) {
      throw new PolicyRequestError(`${known.name} does not apply to this resource`);
    }
    return known;
  }

  #prefixes(asked: PermissionDef): string[] {
    const stems = (this.#bundle.catalogue.areas.get(asked.area)?.addresses ?? []).filter(
      (shape) => !shape.includes('*'),
    );
    return stems.filter(
      (stem) => stem !== asked.area && applies(asked, stem) && this.can(asked.name as Permission, stem),
    );
  }

  /** One resource of every kind that the rows can tell apart: the address shapes, and an id of the row's scope. */
  #samples(asked: PermissionDef): string[] {
    const shapes = this.#bundle.catalogue.areas.get(asked.area)?.addresses ?? [];
    const ids = ['_', ...(this.#from.scopes.get(`@${asked.area}/${asked.action}`) ?? nothing).ids].slice(
      0,
      2,
    );
    const samples = shapes.flatMap((shape) =>
      shape.endsWith('*') ? ids.map((id) => shape.slice(0, -1) + id) : [shape],
    );
    return samples.filter((resource) => applies(asked, resource));
  }

  #allows(asked: PermissionDef, resource: string): CasbinRow[] {
    const { actMatch, resMatch } = matchers(this.#from.scopes);
    return this.#from.rows.filter(
      (row) => row[4] === 'allow' && actMatch(asked.action, row[3]) && resMatch(resource, row[2]),
    );
  }

  #behind(asked: PermissionDef, resource: string): string[] {
    const covers = (scope: IdSet) => has(scope, containerOf(resource));
    const parts = this.#allows(asked, resource).flatMap(
      (row) => this.#from.contributions.get(rowKey(row)) ?? [],
    );
    const scoped = this.#bundle.catalogue.areas.get(asked.area)?.scoped === true;
    return [...new Set(parts.filter((part) => !scoped || covers(part.scope)).map((part) => part.grant))];
  }
}

/** Builds the slice of one (user, account): one Casbin enforcer of its own, never without a row. */
export async function loadSlice(bundle: Bundle, facts: Facts): Promise<Slice> {
  const from = assemble(bundle, facts);
  return new Slice(bundle, from, await Decider.load(bundle.model, from.rows, from.links, from.scopes));
}
