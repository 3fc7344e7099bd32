import type { Enforcer } from 'casbin';
import type { Policy } from '../../policy/policy.ts';
import { agree } from './agree.ts';
import { filesOf } from './files.ts';
import { History } from './history.ts';
import type { Package } from './package.ts';
import { plainEnforcer, rowsOf } from './plain.ts';
import { randomQuestion, type Question } from './questions.ts';
import { Random } from './random.ts';
import { WorldSource } from './source.ts';
import { World } from './world.ts';

/** A world's own vocabulary is not known when this is compiled. */
export type Names = Record<string, string>;
export type AnyPolicy = Policy<Names>;

export interface Size {
  readonly seed: number;
  readonly worlds: number;
  /** Of each world: how often something happens, and how much is asked after each time. */
  readonly steps: number;
  readonly questions: number;
}

export interface Tally {
  worlds: number;
  requests: number;
  allowed: number;
  /** Answers from memory, without a read. */
  warm: number;
  /** Of those: right a moment ago, within the bound of `cached`. */
  stale: number;
  /** Answers that the last step turned: a start or an end was passed, or rights were changed. */
  turned: number;
  /** How often something happened. */
  steps: number;
  mostRows: number;
  differences: string[];
}

/** How long `cached` may believe what it read: a second, or across several starts and ends. */
const bounds = [1000, 3 * 3_600_000];

/**
 * Asks random questions in random worlds of the package, of one plain Casbin enforcer and of the reference, and notes
 * every answer that differs. Ends early after `most` differences.
 */
export async function differ(
  pkg: Package,
  { seed, worlds, steps, questions }: Size,
  most = 5,
): Promise<Tally> {
  const tally: Tally = {
    worlds: 0,
    requests: 0,
    allowed: 0,
    warm: 0,
    stale: 0,
    turned: 0,
    steps: 0,
    mostRows: 0,
    differences: [],
  };
  for (let number = 0; number < worlds && tally.differences.length < most; number += 1) {
    const name = `seed ${seed} world ${number}`;
    try {
      await live(pkg, new Random(seed * 1_000_003 + number), { name, steps, questions }, tally, most);
      tally.worlds += 1;
    } catch (error) {
      tally.differences.push(`${name}: ${String(error)}`);
    }
  }
  return tally;
}

async function live(
  pkg: Package,
  random: Random,
  { name, steps, questions }: { name: string; steps: number; questions: number },
  tally: Tally,
  most: number,
): Promise<void> {
  const run = new Run(pkg, new World(random), random, tally, name);
  for (let step = 0; step < steps && tally.differences.length < most; step += 1) await run.step(questions);
}

class Run {
  readonly #pkg: Package;
  readonly #world: World;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #name: string;
  readonly #history: History;
  readonly #policy: AnyPolicy;
  readonly #bound: number;
  #definition: World['definition'];

  constructor(pkg: Package, world: World, random: Random, tally: Tally, name: string) {
    this.#pkg = pkg;
    this.#world = world;
    this.#random = random;
    this.#tally = tally;
    this.#name = name;
    this.#history = new History(world);
    this.#definition = world.definition;
    this.#bound = random.pick(bounds);
    this.#policy = pkg.createPolicy<Names>({
      bundle: pkg.buildBundle(filesOf(world.definition)),
      grants: new WorldSource(world),
      cachedFor: this.#bound,
      maxPairs: 8,
      clock: () => world.now,
    });
    this.#history.record();
  }

  async step(questions: number): Promise<void> {
    const world = this.#world;
    world.step();
    this.#history.record();
    if (world.definition !== this.#definition) {
      this.#definition = world.definition;
      this.#policy.swap(this.#pkg.buildBundle(filesOf(world.definition)));
    }
    this.#tally.steps += 1;
    this.#tally.mostRows = Math.max(this.#tally.mostRows, rowsOf(world).length);
    const plain = await plainEnforcer(world);
    for (let count = 0; count < questions; count += 1) await this.#ask(this.#question(), plain);
    const context = { pkg: this.#pkg, world, policy: this.#policy, random: this.#random };
    for (const found of await agree(context)) this.#note(found);
  }

  /** Every other one has just got another answer, if there is such a question. */
  #question(): Question {
    const [first, ...others] = Array.from({ length: 8 }, () => randomQuestion(this.#random, this.#world));
    if (!first) throw new Error('no question');
    const turned = (one: Question) => this.#history.truth(one) !== this.#history.before(one);
    return (this.#random.chance(0.5) && [first, ...others].find(turned)) || first;
  }

  async #ask(question: Question, plain: Enforcer): Promise<void> {
    const { user, account, permission, resource } = question;
    const tally = this.#tally;
    const truth = this.#history.truth(question);
    tally.requests += 1;
    if (truth) tally.allowed += 1;
    if (truth !== this.#history.before(question)) tally.turned += 1;
    const row = plain.enforceSync(`u:${user}`, `a:${account}`, resource, permission.split(':')[1] ?? '');
    if (row !== truth) this.#note(`plain Casbin says ${row}`, question);

    const possible = this.#history.within(this.#bound, question);
    const warm = this.#policy.can(user, account, permission, resource);
    if (warm !== undefined) {
      tally.warm += 1;
      if (warm !== truth) tally.stale += 1;
      if (!possible.includes(warm)) this.#note(`from memory: ${warm}`, question);
    }
    const pair = { user, account };
    const way = this.#random.between(0, 3);
    if (way === 0) {
      const answer = (await this.#policy.load(pair, 'cached')).can(permission, resource);
      if (!possible.includes(answer)) this.#note(`cached: ${answer}`, question);
      return;
    }
    const facts = this.#world.facts(user, account);
    const atLeast = {
      account,
      accountEpoch: facts?.account.epoch ?? 0,
      user,
      memberEpoch: facts?.member?.epoch ?? -1,
    };
    const access = await this.#policy.load(pair, way === 1 ? { atLeast } : 'strict');
    const answer = access.can(permission, resource);
    if (answer !== truth) this.#note(`${way === 1 ? 'at least this token' : 'strict'}: ${answer}`, question);
  }

  #note(what: string, question?: Question): void {
    const { now } = this.#world;
    const asked = question ? ` to ${JSON.stringify(question)}` : '';
    const facts = question ? JSON.stringify(this.#world.facts(question.user, question.account)) : '';
    const step = this.#tally.steps;
    this.#tally.differences.push(
      `${this.#name}, step ${step}, ${new Date(now).toISOString()}: ${what}${asked} ${facts}`,
    );
  }
}
