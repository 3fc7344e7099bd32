import type { AccountState, Facts, Grant, MemberFacts } from '../../facts.ts';
import type { Rules } from '../rules.ts';
import { randomDefinition, redefine, rulesOf, type Definition } from './definition.ts';
import { randomGrant } from './grants.ts';
import { rowsOf } from './plain.ts';
import type { Random } from './random.ts';

export const mostRows = 300;
const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 22, 12);
/** The instants at which anything of a world starts or ends. */
export const edges = [-48, -47, -24, -12, -1, 0, 1, 12, 24, 47, 48].map((hours) => noon + hours * hour);
const states: readonly AccountState[] = ['active', 'active', 'active', 'active', 'suspended', 'closed'];

interface Account {
  readonly id: string;
  owner: string;
  state: AccountState;
  epoch: number;
}

interface Membership {
  member: MemberFacts;
  grants: Grant[];
}

/** Policy files, accounts, people, what they hold and what time it is: small, random, and changing step by step. */
export class World {
  definition: Definition;
  rules: Rules;
  readonly accounts: readonly Account[];
  readonly users: readonly string[];
  /** Every container there is, in each area; one that no grant ever names is among them. */
  readonly ids: readonly string[] = ['c1', 'c2', 'c3', 'fresh'];
  now: number;
  readonly #random: Random;
  readonly #members = new Map<string, Membership>();

  constructor(random: Random) {
    this.#random = random;
    this.definition = randomDefinition(random);
    this.rules = rulesOf(this.definition);
    this.users = Array.from({ length: random.between(2, 9) }, (_, index) => `usr_${index}`);
    this.accounts = Array.from({ length: random.between(1, 3) }, (_, index) => ({
      id: `acc_${index}`,
      owner: random.pick(this.users),
      state: random.pick(states),
      epoch: 1,
    }));
    this.now = random.pick(edges.slice(0, 4)) - 1;
    for (const account of this.accounts)
      for (const user of random.some(this.users, 0.8)) this.#join(user, account);
  }

  /** All that the decider is told, as a new object each time; null if there is no such account. */
  facts(user: string, accountId: string): Facts | null {
    const account = this.accounts.find(({ id }) => id === accountId);
    if (!account) return null;
    const found = this.#members.get(`${user} ${accountId}`);
    return {
      userId: user,
      account: { id: account.id, state: account.state, epoch: account.epoch },
      owner: account.owner === user,
      member: found ? { ...found.member } : null,
      grants: (found?.grants ?? []).map((grant) => ({ ...grant })),
      now: new Date(this.now),
    };
  }

  everybody(): Facts[] {
    return this.accounts.flatMap((account) =>
      this.users.flatMap((user) => this.facts(user, account.id) ?? []),
    );
  }

  /** Something happens: time passes, files or an account change, somebody gains or loses rights. */
  step(): void {
    const random = this.#random;
    const account = random.pick(this.accounts);
    const user = random.pick(this.users);
    const membership = this.#members.get(`${user} ${account.id}`);
    const what = random.between(0, 19);
    if (what < 8) this.now = this.#later();
    else if (what < 9) this.#redefine();
    else if (what < 11) this.#changeAccount(account);
    else if (!membership) this.#join(user, account);
    else {
      if (what < 14) this.#changeMember(membership);
      else this.#changeGrants(membership);
      membership.member = { ...membership.member, epoch: membership.member.epoch + 1 };
    }
  }

  /** A moment, or to the next edge: just before it, exactly on it, just after it. */
  #later(): number {
    const random = this.#random;
    const edge = edges.find((at) => at > this.now + 1);
    if (edge === undefined || random.chance(0.4)) return this.now + random.between(1, 1500);
    return edge + random.pick([-1, 0, 0, 1]);
  }

  #redefine(): void {
    const before = this.definition;
    this.definition = redefine(this.#random, before);
    this.rules = rulesOf(this.definition);
    if (rowsOf(this).length <= mostRows) return;
    this.definition = before;
    this.rules = rulesOf(before);
  }

  #changeAccount(account: Account): void {
    account.epoch += 1;
    if (this.#random.chance(0.3)) account.owner = this.#random.pick(this.users);
    else account.state = this.#random.pick(states);
  }

  #join(user: string, account: Account): void {
    const membership: Membership = { member: { suspended: false, epoch: 1 }, grants: [] };
    this.#members.set(`${user} ${account.id}`, membership);
    this.#changeMember(membership);
    for (let count = this.#random.between(0, 6); count > 0; count -= 1) this.#changeGrants(membership);
  }

  #changeMember(membership: Membership): void {
    const random = this.#random;
    const date = () => (random.chance(0.2) ? new Date(random.pick(edges)) : random.pick([null, undefined]));
    membership.member = {
      suspended: random.chance(0.1),
      ended: random.chance(0.08) ? random.pick(['removed', 'left', 'expired']) : null,
      start: date(),
      end: date(),
      epoch: membership.member.epoch,
    };
  }

  #changeGrants(membership: Membership): void {
    const random = this.#random;
    const before = membership.grants;
    if (before.length > 0 && random.chance(0.4)) {
      const gone = random.pick(before);
      membership.grants = before.filter((grant) => grant !== gone);
    }
    if (random.chance(0.2)) return;
    const grant = randomGrant(random, this.definition, this.ids.slice(0, 3), edges);
    membership.grants = [...membership.grants, grant];
    if (rowsOf(this).length > mostRows) membership.grants = before;
  }
}
