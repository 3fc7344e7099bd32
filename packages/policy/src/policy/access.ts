import type { Bundle } from '../bundle.ts';
import { explain, type Explanation } from '../explain.ts';
import type { Resources } from '../generated.ts';
import type { Decision, ScopeAnswer, Slice } from '../slice.ts';
import type { Permission } from '../generated.ts';
import { PolicyDenied } from './errors.ts';
import { tokenOf, type Token } from './source.ts';

/** For each permission the resources it applies to, as `mandate-policy types` writes them. */
export type Vocabulary<V> = { readonly [P in keyof V]: string };
export type PermissionOf<V> = keyof V & string;

/** The resources that a permission applies to: `Resource<'domains:manage'>`. */
export type Resource<P extends PermissionOf<V>, V extends Vocabulary<V> = Resources> = V[P];

/** A question of a batch: a permission, and a resource that it applies to. */
export type Question<V extends Vocabulary<V> = Resources> = {
  [P in PermissionOf<V>]: readonly [permission: P, resource: V[P]];
}[PermissionOf<V>];

/**
 * What one user may do in one account, under one bundle, at one instant: ask it for as long as one request lasts.
 * Every method is synchronous. A question that cannot be meant throws {@link PolicyRequestError}.
 */
export class Access<V extends Vocabulary<V> = Resources> {
  readonly #slice: Slice;

  constructor(slice: Slice) {
    this.#slice = slice;
  }

  get bundle(): Bundle {
    return this.#slice.bundle;
  }

  /** Shown to `load` as `{ atLeast: token }`, it sees at least this state. */
  get token(): Token {
    return tokenOf(this.#slice.facts);
  }

  /** Names in the grants that the bundle does not know; they give nothing (S19). */
  get unknown(): Slice['unknown'] {
    return this.#slice.unknown;
  }

  can<P extends PermissionOf<V>>(permission: P, resource: V[P]): boolean {
    return this.#slice.can(permission as string as Permission, resource);
  }

  /** The answer with its reason: the grants that give it, or the guardrail that forbids it, or none. */
  check<P extends PermissionOf<V>>(permission: P, resource: V[P]): Decision {
    return this.#slice.check(permission as string as Permission, resource);
  }

  /** `check` for names and addresses that are put together at run time; what `can` would not compile throws. */
  checkAny(permission: string, resource: string): Decision {
    return this.#slice.check(permission as Permission, resource);
  }

  /** Every matching row, the one that decides, and on a denial what S18 says. */
  explain<P extends PermissionOf<V>>(permission: P, resource: V[P]): Explanation {
    return explain(this.#slice, permission, resource);
  }

  /** Throws {@link PolicyDenied} unless `check` allows it. */
  require<P extends PermissionOf<V>>(permission: P, resource: V[P]): void {
    const decision = this.check(permission, resource);
    if (!decision.allowed) throw new PolicyDenied(permission, resource, decision);
  }

  /** `can` of each question, in order. */
  batch(questions: readonly Question<V>[]): boolean[] {
    return questions.map(([permission, resource]) => this.can(permission, resource));
  }

  /** Where it is allowed, ready for a `where`: exactly the resources for which `can` says yes. */
  scope(permission: PermissionOf<V>): ScopeAnswer {
    return this.#slice.scope(permission as Permission);
  }

  /** Allowed on some resource, existing or not yet? */
  anywhere(permission: PermissionOf<V>): boolean {
    return this.#slice.anywhere(permission as Permission);
  }

  /** Everything that is allowed somewhere in the account, in the catalogue's order: for menus. */
  permissions(): PermissionOf<V>[] {
    return this.#slice.permissions() as string[] as PermissionOf<V>[];
  }

  /** Everything that is allowed on this resource. */
  permissionsOn(resource: V[PermissionOf<V>]): PermissionOf<V>[] {
    return this.#slice.permissionsOn(resource) as string[] as PermissionOf<V>[];
  }
}
