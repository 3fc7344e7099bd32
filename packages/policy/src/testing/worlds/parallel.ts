import { setImmediate } from 'node:timers/promises';
import type { Facts } from '../../facts.ts';
import type { Epochs, GrantSource, Pair } from '../../policy/source.ts';
import { mayByReference } from '../reference.ts';
import type { Rules } from '../rules.ts';
import type { AnyPolicy, Names } from './differ.ts';
import { filesOf } from './files.ts';
import type { Package } from './package.ts';
import { randomQuestion, type Question } from './questions.ts';
import { Random } from './random.ts';
import { WorldSource } from './source.ts';
import { World } from './world.ts';

const bound = 1000;

interface State {
  readonly now: number;
  readonly rules: Rules;
  readonly facts: ReadonlyMap<string, Facts>;
}

export interface Races {
  answers: number;
  /** Answers during which something happened. */
  overtaken: number;
  /** Of those: the states before and after disagree. */
  contested: number;
  differences: string[];
}

/** Reads one moment, but takes its time before and after, as a database does. */
class SlowSource implements GrantSource {
  readonly #source: WorldSource;
  readonly #random: Random;

  constructor(world: World, random: Random) {
    this.#source = new WorldSource(world);
    this.#random = random;
  }

  facts(pair: Pair): Promise<Facts | null> {
    return this.#slowly(() => this.#source.facts(pair));
  }

  epochs(pair: Pair): Promise<Epochs | null> {
    return this.#slowly(() => this.#source.epochs(pair));
  }

  candidates(account: string, names: readonly string[]): AsyncIterable<Facts> {
    return this.#source.candidates(account, names);
  }

  async #slowly<T>(read: () => Promise<T>): Promise<T> {
    for (let turns = this.#random.between(0, 3); turns > 0; turns -= 1) await setImmediate();
    const found = await read();
    for (let turns = this.#random.between(0, 3); turns > 0; turns -= 1) await setImmediate();
    return found;
  }
}

/** Many ask at once while grants, dates and files change: every answer is one of a state that stood meanwhile. */
export async function race(pkg: Package, seed: number, worlds: number, steps: number): Promise<Races> {
  const races: Races = { answers: 0, overtaken: 0, contested: 0, differences: [] };
  for (let number = 0; number < worlds; number += 1) {
    const random = new Random(seed * 1_000_033 + number);
    const world = new World(random);
    const policy = pkg.createPolicy<Names>({
      bundle: pkg.buildBundle(filesOf(world.definition)),
      grants: new SlowSource(world, random),
      cachedFor: bound,
      maxPairs: 8,
      clock: () => world.now,
    });
    const states = [stateOf(world)];
    const asking: Promise<void>[] = [];
    for (let step = 0; step < steps; step += 1) {
      for (let count = 0; count < 6; count += 1)
        asking.push(
          ask(
            policy,
            states,
            randomQuestion(random, world),
            random.chance(0.5),
            races,
            `seed ${seed} world ${number}`,
          ),
        );
      await setImmediate();
      const { definition } = world;
      world.step();
      if (world.definition !== definition) policy.swap(pkg.buildBundle(filesOf(world.definition)));
      states.push(stateOf(world));
    }
    await Promise.all(asking);
  }
  return races;
}

function stateOf(world: World): State {
  const facts = world.everybody().map((one): [string, Facts] => [`${one.userId} ${one.account.id}`, one]);
  return { now: world.now, rules: world.rules, facts: new Map(facts) };
}

async function ask(
  policy: AnyPolicy,
  states: readonly State[],
  question: Question,
  strict: boolean,
  races: Races,
  name: string,
): Promise<void> {
  const { user, account, permission, resource } = question;
  const began = states.length - 1;
  const access = await policy.load({ user, account }, strict ? 'strict' : 'cached');
  const answer = access.can(permission, resource);
  const during = states.slice(began);
  const since = (states[began]?.now ?? 0) - bound;
  // what was read earlier may still be believed, if that was asked for
  const known = strict
    ? during
    : states.slice(
        Math.max(
          0,
          states.findLastIndex((state) => state.now <= since),
        ),
      );
  const possible = during.flatMap(({ rules }) =>
    during.flatMap(({ now }) =>
      known.map(({ facts }) => {
        const found = facts.get(`${user} ${account}`);
        return !!found && mayByReference({ ...found, now: new Date(now) }, permission, resource, rules);
      }),
    ),
  );
  races.answers += 1;
  if (during.length > 1) races.overtaken += 1;
  if (new Set(possible).size > 1) races.contested += 1;
  if (!possible.includes(answer)) races.differences.push(`${name}: ${answer} to ${JSON.stringify(question)}`);
}
