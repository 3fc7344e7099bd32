import type { Area, Compiled, Gift } from './compiled.ts';
import { memberActive, within, type Facts, type Grant } from './facts.ts';
import { holds, readAll, someId, type IdSet, type Members } from './scope.ts';

export interface UnknownName {
  readonly grant: string;
  readonly name: string;
}

/** How often a scope is searched before it is worth an index. */
const searches = 2;

/** What the grants of one name say together of one scoped area. */
class Line implements Members {
  readonly complement: boolean;
  readonly ids: Members['ids'];
  /** Whether any scope could open anything. A malformed one will match nothing when it is asked. */
  readonly opens: boolean;
  readonly #scopes: unknown[] = [];
  #searched = 0;
  #whole: IdSet | undefined;

  constructor(grants: readonly Grant[], area: Area) {
    let [opens, complement] = [false, false];
    for (const grant of grants) {
      const said = says(grant, area);
      if (typeof said !== 'object' || said === null) continue;
      this.#scopes.push(said);
      const { only, except } = said as { only?: unknown; except?: unknown };
      if (Array.isArray(only) && only.length > 0) opens = true;
      else if (except !== undefined && holds(said, undefined)) complement = true;
    }
    this.opens = opens || complement;
    this.complement = complement;
    this.ids = { has: (id) => this.#holds(id) !== complement };
  }

  #holds(id: string): boolean {
    if (this.#whole || ++this.#searched > searches) {
      const { complement, ids } = this.whole();
      return ids.has(id) !== complement;
    }
    for (const scope of this.#scopes) if (holds(scope, id)) return true;
    return false;
  }

  /** An id that it may hold beside what it holds as a complement. */
  some(): string | undefined {
    return someId(this.#scopes);
  }

  whole(): IdSet {
    this.#whole ??= readAll(this.#scopes);
    return this.#whole;
  }
}

/** The active grants of one name: one preset or one permission. */
export class Holding {
  readonly grants: Grant[] = [];
  readonly #gifts: readonly Gift[];
  readonly #lines = new Map<Area, Line | undefined>();

  constructor(gifts: readonly Gift[]) {
    this.#gifts = gifts;
  }

  /** What it gives in the area, as far as any of its grants names it. */
  gift(area: Area): Gift | undefined {
    const gift = this.#gifts.find((each) => each.area === area);
    const named = area.scoped
      ? this.line(area) !== undefined
      : this.grants.some((grant) => says(grant, area) === true);
    return named ? gift : undefined;
  }

  /** The union of its grants' scopes; undefined when none of them opens anything. */
  line(area: Area): Line | undefined {
    if (this.#lines.has(area)) return this.#lines.get(area);
    const all = new Line(this.grants, area);
    const line = all.opens ? all : undefined;
    this.#lines.set(area, line);
    return line;
  }
}

/** What a grant says of an area: a scope, or a yes; anything else says nothing. */
export function says(grant: Grant, area: Pick<Area, 'name'>): unknown {
  return (grant as unknown as Record<string, unknown>)[area.name];
}

/** What a member holds at one instant, and the span of time in which no date of any grant or of the membership lies. */
export interface Holdings {
  readonly list: readonly Holding[];
  readonly unknown: readonly UnknownName[];
  /** Included. */
  readonly from: number;
  /** Excluded. */
  readonly until: number;
}

export function holdings(compiled: Compiled, facts: Facts): Holdings {
  if (facts.owner === true) return { list: [], unknown: [], from: -Infinity, until: Infinity };
  const now = facts.now.getTime();
  const span = { from: -Infinity, until: Infinity };
  edge(span, now, facts.member?.start);
  edge(span, now, facts.member?.end);
  const active = !facts.owner && memberActive(facts);
  const byName = new Map<unknown, Holding | undefined>();
  const unknown: UnknownName[] = [];
  for (const grant of facts.grants) {
    edge(span, now, grant.start);
    edge(span, now, grant.end);
    const holding = find(compiled, byName, grant);
    if (!holding) unknown.push({ grant: grant.id, name: String(grant.preset ?? grant.permission) });
    else if (active && within(grant, facts.now)) holding.grants.push(grant);
  }
  const list = [...byName.values()].filter((holding) => holding !== undefined && holding.grants.length > 0);
  return { list: list as Holding[], unknown, ...span };
}

function edge(span: { from: number; until: number }, now: number, date: Date | null | undefined): void {
  if (date == null) return;
  const at = date.getTime();
  if (at > now) {
    if (at < span.until) span.until = at;
  } else if (at > span.from) span.from = at;
}

function find(
  compiled: Compiled,
  byName: Map<unknown, Holding | undefined>,
  grant: Grant,
): Holding | undefined {
  const { preset, permission } = grant;
  if (preset != null && permission != null) return undefined;
  const name: unknown = preset ?? permission;
  const known = byName.get(name);
  if (known || byName.has(name)) return known;
  const gifts = compiled.named(grant);
  const holding = gifts && new Holding(gifts);
  byName.set(name, holding);
  return holding;
}
