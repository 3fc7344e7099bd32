import type { Facts } from '../../facts.ts';
import type { Epochs, GrantSource, Pair } from '../../policy/source.ts';
import type { World } from './world.ts';

/** A world as a source of grants; it counts how often it was read. */
export class WorldSource implements GrantSource {
  readonly #world: World;
  reads = 0;

  constructor(world: World) {
    this.#world = world;
  }

  facts({ user, account }: Pair): Promise<Facts | null> {
    this.reads += 1;
    return Promise.resolve(this.#world.facts(user, account));
  }

  epochs({ user, account }: Pair): Promise<Epochs | null> {
    const facts = this.#world.facts(user, account);
    if (!facts) return Promise.resolve(null);
    return Promise.resolve({
      account: facts.account.epoch,
      member: facts.member?.epoch ?? -1,
      now: facts.now,
    });
  }

  async *candidates(account: string, names: readonly string[]): AsyncGenerator<Facts> {
    for (const facts of this.#world.everybody()) {
      if (facts.account.id !== account) continue;
      const named = facts.grants.some((grant) => names.includes(grant.preset ?? grant.permission ?? ''));
      if (facts.owner || named) yield await Promise.resolve(facts);
    }
  }
}
