import type { Random } from './random.ts';
import type { World } from './world.ts';

export interface Question {
  readonly user: string;
  readonly account: string;
  readonly permission: string;
  readonly resource: string;
}

/** Anybody, anywhere, anything that can be asked; strangers and things nobody named among them. */
export function randomQuestion(random: Random, world: World): Question {
  const area = random.pick(world.definition.areas);
  const action = random.pick(area.actions);
  return {
    user: random.chance(0.03) ? 'usr_stranger' : random.pick(world.users),
    account: random.pick(world.accounts).id,
    permission: `${area.name}:${action.name}`,
    resource: random.pick(resourcesOf(world, area.name, action.onPart)),
  };
}

/** Every resource of an area on which a permission may be asked. */
export function resourcesOf(world: World, name: string, onPart: boolean): string[] {
  const part = world.definition.areas.find((area) => area.name === name)?.part === true;
  const below = (stem: string) => world.ids.map((id) => `${stem}/${id}`);
  const inPart = part ? [`${name}/part`, ...below(`${name}/part`)] : [];
  if (onPart) return inPart;
  return [name, ...(part ? [...inPart, ...below(`${name}/other`)] : below(name))];
}
