import type { Grant } from '../../facts.ts';
import type { Definition } from './definition.ts';
import type { Random } from './random.ts';

let made = 0;

/** A grant as it may stand in a store: mostly sound, sometimes with a name that nobody knows or may give. */
export function randomGrant(
  random: Random,
  { areas, presets }: Definition,
  ids: readonly string[],
  edges: readonly number[],
): Grant {
  const preset = random.pick([
    ...presets.map(({ name }) => name),
    ...presets.map(({ name }) => name),
    'gone',
  ]);
  const area = random.pick(areas);
  const permission = `${area.name}:${random.pick(area.actions).name}`;
  const date = () =>
    random.chance(0.3) ? new Date(random.pick(edges)) : random.pick([null, undefined, undefined]);
  made += 1;
  return {
    id: `gra_${made}`,
    ...(random.chance(0.6) ? { preset } : { permission, preset: random.pick([null, undefined]) }),
    ...Object.fromEntries(areas.map(({ name, scoped }) => [name, named(random, scoped, ids)])),
    start: date(),
    end: date(),
  };
}

function named(random: Random, scoped: boolean, ids: readonly string[]): unknown {
  if (random.chance(0.25)) return random.pick([null, undefined, false]);
  if (!scoped) return true;
  const list = random.some(ids, 0.5);
  return random.chance(0.5) ? { only: list } : { except: random.chance(0.4) ? [] : list };
}
