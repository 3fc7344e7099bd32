import { requireId } from './address.ts';
import { Decider, type CasbinRow, type Verdict } from './casbin.ts';
import type { Address, Area, Compiled, Slot } from './compiled.ts';
import type { Facts } from './facts.ts';
import { sentinel } from './guardrails.ts';
import { holdings, type Holdings } from './holdings.ts';
import { rolePart, type RolePart } from './role-part.ts';
import type { Members } from './scope.ts';

/** Casbin's answers about one class of resources: for each permission of the area, whether it was asked, and what came. */
export interface Answers {
  readonly area: Area;
  readonly statics: number;
  readonly mask: number;
  known: number;
  allowed: number;
  denied: number;
}

/** What Casbin said of this permission and class; undefined when it was not asked yet. */
export function answered({ area, bit }: Slot, answers: Answers | undefined): boolean | undefined {
  if (answers === undefined || answers.area !== area || (answers.known & bit) === 0) return undefined;
  return (answers.allowed & bit) !== 0;
}

/** Addresses whose class is remembered by name; beyond that they are classed again. */
const named = 1024;

/** Enforcers are kept for the slices that asked last: an answer once given needs none. */
const recent: { decider: Decider | undefined }[] = [];
const most = 256;
let oldest = 0;

/**
 * Casbin's answers of one slice, each asked once. The model reads a resource only through resMatch, so two resources
 * that match the same patterns of the slice get the same answer for the same action: they are one class.
 */
export class Cells {
  readonly held: Holdings;
  readonly part: RolePart;
  readonly #compiled: Compiled;
  readonly #user: string;
  readonly #account: string;
  readonly #classes: Answers[] = [];
  /** The classes of addresses that were asked about before. */
  readonly byName = new Map<string, Answers>();
  #asked: Answers | undefined;
  readonly #own: { decider: Decider | undefined } = { decider: undefined };

  constructor(compiled: Compiled, facts: Facts) {
    this.#compiled = compiled;
    this.#user = requireId(facts.userId, 'user id');
    this.#account = requireId(facts.account.id, 'account id');
    this.part = rolePart(compiled, facts.account.state, facts.owner === true);
    this.held = holdings(compiled, facts);
  }

  answers(address: Address): Answers {
    const known = this.byName.get(address.resource);
    if (known) return known;
    const { area, statics } = address;
    const mask = this.mask(address);
    let found: Answers | undefined;
    for (const each of this.#classes)
      if (each.area === area && each.statics === statics && each.mask === mask) found = each;
    if (!found) {
      found = { area, statics, mask, known: 0, allowed: 0, denied: 0 };
      this.#classes.push(found);
    }
    if (this.byName.size >= named) this.byName.clear();
    this.byName.set(address.resource, found);
    return found;
  }

  /** Asks Casbin, unless it has answered for this class and action. */
  decide(address: Address, slot: Slot): Answers {
    const answers = this.answers(address);
    if ((answers.known & slot.bit) !== 0) return answers;
    const role = this.part.verdict(address, slot);
    const own = this.#ask(address, slot, answers);
    const denied = role.row?.[4] === 'deny' || own.row?.[4] === 'deny';
    if (denied) answers.denied |= slot.bit;
    else if (role.allowed || own.allowed) answers.allowed |= slot.bit;
    answers.known |= slot.bit;
    return answers;
  }

  /** The actions of the area's scope references that hold this container, as bits. */
  mask({ area, container }: Pick<Address, 'area' | 'container'>): number {
    if (!area.scoped) return 0;
    let mask = 0;
    for (const holding of this.held.list) {
      const line = holding.line(area);
      const gift = holding.gift(area);
      if (!line || !gift || (mask & gift.mask) === gift.mask) continue;
      const inside = container === undefined ? line.complement : line.ids.has(container) !== line.complement;
      if (inside) mask |= gift.mask;
    }
    return mask;
  }

  /** The person's own rows: one for each (scoped area, permission) and pattern that an active grant gives. */
  rows(): CasbinRow[] {
    const rows = new Map<string, CasbinRow>();
    for (const holding of this.held.list) {
      for (const area of this.#compiled.areas) {
        for (const [res, action] of holding.gift(area)?.rows ?? [])
          rows.set(`${res} ${action}`, [`u:${this.#user}`, `a:${this.#account}`, res, action, 'allow']);
      }
    }
    return [...rows.values()];
  }

  #ask(address: Address, { permission }: Slot, answers: Answers): Verdict {
    if (this.held.list.length === 0) return { allowed: false, row: undefined };
    const decider = (this.#own.decider ??= this.#load());
    this.#asked = answers;
    return decider.ask(`u:${this.#user}`, `a:${this.#account}`, address.resource, permission.action);
  }

  #load(): Decider {
    const evicted = recent[oldest];
    if (evicted) evicted.decider = undefined;
    recent[oldest] = this.#own;
    oldest = (oldest + 1) % most;
    const scopes = { get: (reference: string) => this.#scope(reference) };
    return Decider.load(this.#compiled.bundle.model, [sentinel, ...this.rows()], [], scopes);
  }

  /** What `@area/action` says of the one resource that Casbin is being asked about: its class knows. */
  #scope(reference: string): Members | undefined {
    const slash = reference.indexOf('/');
    const slot = this.#compiled.slots.get(`${reference.slice(1, slash)}:${reference.slice(slash + 1)}`);
    if (!slot || slot.area !== this.#asked?.area) return undefined;
    return { complement: (this.#asked.mask & slot.bit) !== 0, ids: { has: () => false } };
  }
}
