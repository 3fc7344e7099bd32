import type { Row } from '../rows.ts';
import { peer } from './peer.ts';

interface Ability {
  can(action: string, subject: unknown): boolean;
}

interface Casl {
  createMongoAbility(
    rules: { action: string; subject: string; inverted?: boolean; conditions?: object }[],
    options: { anyAction: string; anySubjectType: string },
  ): Ability;
  subject(type: string, object: object): object;
}

const casl = await peer<Casl>('@casl/ability');
// CASL's own words for "any action" would be ours for managing
const options = { anyAction: '*', anySubjectType: '*' };
const part = (resource: string) => {
  const slash = resource.lastIndexOf('/');
  return {
    type: slash < 0 ? resource : resource.slice(0, slash),
    id: slash < 0 ? undefined : resource.slice(slash + 1),
  };
};

/** Every resource is a subject type of its own: CASL's quickest way, with prefix rows looked up beside it. */
export function direct(rows: readonly Row[]): (action: string, resource: string) => boolean {
  const ability = casl.createMongoAbility(
    [...rows]
      // the last rule that matches decides, so denies come last
      .sort((a, b) => Number(a[4] === 'deny') - Number(b[4] === 'deny'))
      .map(([, , resource, action, effect]) => ({ action, subject: resource, inverted: effect === 'deny' })),
    options,
  );
  const denied = rows.some(([, , , , effect]) => effect === 'deny');
  return (action, resource) => {
    const stems = stemsOf(resource);
    if (denied && rows.some((row) => row[4] === 'deny' && row[3] === action && stems.includes(row[2])))
      return false;
    return ability.can(action, resource) || stems.some((stem) => ability.can(action, stem));
  };
}

function stemsOf(resource: string): string[] {
  const words = resource.split('/');
  return words.map((_, count) => `${words.slice(0, count + 1).join('/')}/**`);
}

/** As CASL's documentation has it: one rule an action and type, the ids as a condition. */
export function conditions(rows: readonly Row[]): (action: string, resource: string) => boolean {
  const groups = Map.groupBy(rows, ([, , resource, action, effect]) =>
    JSON.stringify([effect, action, resource.endsWith('/**') ? resource.slice(0, -3) : part(resource).type]),
  );
  const rules = [...groups].map(([key, same]) => {
    const [effect, action, type] = JSON.parse(key) as [string, string, string];
    const ids = same.filter((row) => !row[2].endsWith('/**')).map((row) => part(row[2]).id);
    const all = same.some((row) => row[2].endsWith('/**'));
    return {
      action,
      subject: type,
      inverted: effect === 'deny',
      ...(all ? {} : { conditions: { id: { $in: ids } } }),
    };
  });
  const ability = casl.createMongoAbility(
    rules.sort((a, b) => Number(a.inverted) - Number(b.inverted)),
    options,
  );
  return (action, resource) => {
    const { type, id } = part(resource);
    const [area = ''] = type.split('/');
    // a ticket is asked about as one of its part and as one of its area, as its address says
    const types =
      area === 'support' ? [area, 'support/own'].filter((one) => resource.startsWith(one)) : [area];
    return types.some((one) => ability.can(action, casl.subject(one, { id })));
  };
}
