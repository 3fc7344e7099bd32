import type { Facts } from '../../facts.ts';
import { mayByReference } from '../reference.ts';
import type { Question } from './questions.ts';
import type { World } from './world.ts';

interface Snapshot {
  readonly at: number;
  readonly facts: ReadonlyMap<string, Facts>;
}

/** What stood in the source when: the answers that a bounded staleness may still give. */
export class History {
  readonly #world: World;
  readonly #snapshots: Snapshot[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  record(): void {
    const facts = new Map(
      this.#world.everybody().map((one) => [`${one.userId} ${one.account.id}`, one] as const),
    );
    this.#snapshots.push({ at: this.#world.now, facts });
  }

  /** The right answer now. */
  truth({ user, account, permission, resource }: Question): boolean {
    const facts = this.#world.facts(user, account);
    return facts !== null && mayByReference(facts, permission, resource, this.#world.rules);
  }

  /** The answer before the last thing happened. */
  before({ user, account, permission, resource }: Question): boolean {
    const facts = this.#snapshots.at(-2)?.facts.get(`${user} ${account}`);
    return !!facts && mayByReference(facts, permission, resource, this.#world.rules);
  }

  /** The answers of every state that was the last one at some time within the bound, at the instant of now. */
  within(bound: number, { user, account, permission, resource }: Question): boolean[] {
    const { now, rules } = this.#world;
    const first = this.#snapshots.findLastIndex((snapshot) => snapshot.at <= now - bound);
    return this.#snapshots
      .slice(Math.max(first, 0))
      .map(({ facts }) => facts.get(`${user} ${account}`))
      .map(
        (facts) => !!facts && mayByReference({ ...facts, now: new Date(now) }, permission, resource, rules),
      );
  }
}
