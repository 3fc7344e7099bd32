import type { Bundle } from '../bundle.ts';
import type { Facts, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { mayGive, mayGiveLive } from '../giving.ts';
import { loadSlice, type Slice } from '../slice.ts';
import type { Giving } from './case.ts';

/** Decides as the apps do: one slice a person and situation, Casbin in it. */
export class BundleJudge {
  readonly #bundle: Bundle;
  readonly #slices = new Map<string, Promise<Slice>>();

  constructor(bundle: Bundle) {
    this.#bundle = bundle;
  }

  slice(facts: Facts): Promise<Slice> {
    const key = JSON.stringify(facts);
    const known = this.#slices.get(key) ?? loadSlice(this.#bundle, facts);
    this.#slices.set(key, known);
    return known;
  }

  async can(facts: Facts, permission: Permission, resource: string): Promise<boolean> {
    return (await this.slice(facts)).can(permission, resource);
  }

  gives(facts: Facts, grant: GrantSpec): Giving {
    if (mayGiveLive(this.#bundle, facts, grant)) return 'live';
    return mayGive(this.#bundle, facts, [grant]) ? 'fixed' : 'refused';
  }
}
