import { containerOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import { Decider, type CasbinRow, type RoleLink } from '../casbin.ts';
import { activeGrants, type Facts, type GrantSpec } from '../facts.ts';
import { scopeIn } from '../given.ts';
import { sentinel } from '../guardrails.ts';
import { has } from '../scope.ts';
import { under, type Audience, type Reach, type Rule } from './rules.ts';

/** What Casbin said, by the rows that it was asked over. Mutants share most of it. */
export type Verdicts = Map<string, boolean>;

interface Speaking {
  readonly rule: Rule;
  readonly reach: Reach;
}

/** Decides by rules: Casbin is asked over exactly the rows that speak to a person about a permission at an address. */
export class RulesJudge {
  readonly #bundle: Bundle;
  readonly #verdicts: Verdicts;
  readonly #about = new Map<string, Speaking[]>();

  constructor(bundle: Bundle, rules: readonly Rule[], verdicts: Verdicts) {
    this.#bundle = bundle;
    this.#verdicts = verdicts;
    for (const rule of rules)
      for (const reach of rule.reach) {
        const known = this.#about.get(reach.permission);
        if (known) known.push({ rule, reach });
        else this.#about.set(reach.permission, [{ rule, reach }]);
      }
  }

  can(facts: Facts, permission: string, address: string): boolean {
    const rows = this.rows(facts, permission, address);
    const key = rows.map((row) => row.join()).join('\n');
    const known = this.#verdicts.get(key) ?? ask(this.#bundle.model, rows, facts, permission, address);
    this.#verdicts.set(key, known);
    return known;
  }

  /** The rows that speak about it, each once, in a fixed order; equal rows are an equal answer. */
  rows(facts: Facts, permission: string, address: string): CasbinRow[] {
    const action = permission.slice(permission.indexOf(':') + 1);
    const grants = activeGrants(facts).filter((grant) => inScope(this.#bundle, grant, address));
    const heard = { owner: facts.owner, account: facts.account, grants };
    const own = [subject(facts), `a:${facts.account.id}`] as const;
    const rows = new Map<string, CasbinRow>();
    const add = ([sub, acc]: readonly [string, string], effect: string) =>
      rows.set(`${sub} ${effect}`, [sub, acc, address, action, effect]);
    for (const { rule, reach } of this.#about.get(permission) ?? []) {
      if (!speaksTo(rule.audience, heard) || !reach.reaches(address)) continue;
      add('presets' in rule.audience ? own : [rule.role, '*'], rule.effect);
    }
    if (grants.some((grant) => this.#givesAlone(grant, permission, address))) add(own, 'allow');
    return [sentinel, ...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)];
  }

  /** A grant of one permission, without any preset. */
  #givesAlone(grant: GrantSpec, permission: string, address: string): boolean {
    const { expansion, catalogue } = this.#bundle;
    if (grant.permission == null || catalogue.permissions.get(grant.permission)?.delegable !== true)
      return false;
    const atoms = expansion.get(grant.permission) ?? [];
    return atoms.some((atom) => atom.permission === permission && under(atom.pattern, address));
  }
}

/** Does a row speak to somebody who holds these grants, wherever it reaches? */
export function speaksTo(audience: Audience, facts: Pick<Facts, 'owner' | 'account' | 'grants'>): boolean {
  if ('owner' in audience) return facts.owner;
  if ('state' in audience) return facts.account.state === audience.state;
  return facts.grants.some(({ preset }) => preset != null && audience.presets.has(preset));
}

function inScope(bundle: Bundle, grant: GrantSpec, address: string): boolean {
  const area = address.split('/')[0] ?? '';
  const scope = scopeIn(bundle, grant, area);
  if (!scope) return false;
  return bundle.catalogue.areas.get(area)?.scoped === true ? has(scope, containerOf(address)) : true;
}

const subject = (facts: Facts): string => `u:${facts.userId}`;

function ask(
  model: string,
  rows: readonly CasbinRow[],
  facts: Facts,
  permission: string,
  address: string,
): boolean {
  const [sub, acc] = [subject(facts), `a:${facts.account.id}`];
  const roles = new Set(rows.map((row) => row[0]).filter((role) => role !== sub && role !== sentinel[0]));
  const links = [...roles].map((role): RoleLink => [sub, role, acc]);
  const decider = Decider.load(model, rows, links, new Map());
  return decider.ask(sub, acc, address, permission.slice(permission.indexOf(':') + 1)).allowed;
}
