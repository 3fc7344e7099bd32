import type { Rules } from '../rules.ts';
import type { Random } from './random.ts';

export interface Area {
  readonly name: string;
  readonly scoped: boolean;
  /** One part of it has addresses of its own, as Mandate's own tickets have. */
  readonly part: boolean;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly name: string;
  readonly implies: readonly string[];
  readonly there: readonly string[];
  /** Applies to the part only. */
  readonly onPart: boolean;
  readonly delegable: boolean;
  readonly suspended: 'allow' | 'deny';
}

export interface PresetSpec {
  readonly name: string;
  /** As `area:action`. */
  readonly own: readonly string[];
  readonly includes: readonly string[];
}

/** What a set of policy files says, from which both the files and the reference's data are made. */
export interface Definition {
  readonly areas: readonly Area[];
  readonly presets: readonly PresetSpec[];
  readonly owner: readonly string[];
}

export function randomDefinition(random: Random): Definition {
  const names = ['alpha', 'beta', 'gamma', 'delta'].slice(0, random.between(2, 4));
  const areas = names.map((name, index) => randomArea(random, name, index === 0 || random.chance(0.4)));
  return redefine(random, { areas, presets: [], owner: [] });
}

/** Other presets and another owner over the same catalogue. */
export function redefine(random: Random, { areas }: Definition): Definition {
  const all = areas.flatMap((area) =>
    area.actions.map((action) => ({ name: `${area.name}:${action.name}`, delegable: action.delegable })),
  );
  const delegable = all.filter((one) => one.delegable).map(({ name }) => name);
  const presets: PresetSpec[] = [];
  for (let index = random.between(1, 4); index > 0; index -= 1) {
    const own = random.some(delegable, 0.35);
    presets.push({
      name: `preset-${index}`,
      own: own.length > 0 ? own : [random.pick(delegable)],
      includes: random.some(
        presets.map((preset) => preset.name),
        0.3,
      ),
    });
  }
  return { areas, presets, owner: random.some(all, 0.95).map(({ name }) => name) };
}

function randomArea(random: Random, name: string, scoped: boolean): Area {
  const part = !scoped && random.chance(0.5);
  const actions: Action[] = [];
  for (const action of ['see', 'edit', 'run', 'sell', 'burn'].slice(0, random.between(1, 5))) {
    const delegable = actions.length === 0 || random.chance(0.85);
    const suspended = random.chance(0.5) ? 'allow' : 'deny';
    const fit = actions.filter(
      (other) => (other.delegable || !delegable) && (other.suspended === 'allow' || suspended === 'deny'),
    );
    const onPart = part && actions.length > 0 && random.chance(0.3);
    const linked = random.some(
      fit.map((other) => other.name),
      0.4,
    );
    actions.push({
      name: action,
      implies: onPart ? [] : linked,
      there: onPart ? linked : [],
      onPart,
      delegable,
      suspended,
    });
  }
  return { name, scoped, part, actions };
}

/** The same as the reference reads it. */
export function rulesOf({ areas, presets, owner }: Definition): Rules {
  const each = areas.flatMap((area) =>
    area.actions.map((action) => ({ ...action, area: area.name, name: `${area.name}:${action.name}` })),
  );
  const named = <T>(make: (one: (typeof each)[number]) => T): Record<string, T> =>
    Object.fromEntries(each.map((one) => [one.name, make(one)]));
  const held = (name: string): string[] => {
    const preset = presets.find((one) => one.name === name);
    return preset ? [...preset.own, ...preset.includes.flatMap(held)] : [];
  };
  return {
    scoped: areas.filter((area) => area.scoped).map((area) => area.name),
    implied: named((one) => one.implies.map((action) => `${one.area}:${action}`)),
    there: named((one) => one.there.map((action) => `${one.area}:${action}`)),
    on: named((one) => (one.onPart ? `${one.area}/part` : one.area)),
    whileSuspended: each.filter((one) => one.suspended === 'allow').map((one) => one.name),
    ownerOnly: each.filter((one) => !one.delegable).map((one) => one.name),
    owner,
    presets: Object.fromEntries(presets.map((preset) => [preset.name, held(preset.name)])),
  };
}
