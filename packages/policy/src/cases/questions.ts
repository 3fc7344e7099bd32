import { applies, containerOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import type { Permission } from '../generated.ts';
import { has, readScope } from '../scope.ts';
import type { CaseFile, PolicyCase, Where } from './case.ts';
import { peopleOf } from './situation.ts';

/** One yes-or-no question that a case comes down to, and the answer that it expects. */
export interface Asked {
  readonly person: string;
  readonly permission: Permission;
  readonly resource: string;
  readonly expected: boolean;
}

/** An id that no case names: what else there is, and what will be added later. */
const otherId = 'anything_else';

/** All yes-or-no questions of a case, so that a list and single checks can be held against each other. */
export function questionsOf(bundle: Bundle, file: CaseFile, each: PolicyCase): Asked[] {
  switch (each.kind) {
    case 'may': {
      const { who: person, action: permission, resource } = each;
      return [{ person, permission, resource, expected: each.expected === 'allowed' }];
    }
    case 'who':
      return peopleOf(file, each).map((person) => {
        const { action: permission, resource } = each;
        return { person, permission, resource, expected: each.expected.includes(person) };
      });
    case 'what':
      return applicable(bundle, each.resource).map((permission) => {
        const expected = each.expected.includes(permission);
        return { person: each.who, permission, resource: each.resource, expected };
      });
    case 'where':
      return placed(bundle, file, each.who, each.action, each.expected);
    case 'everything':
      return [...bundle.catalogue.permissions.keys()].flatMap((permission) => {
        const where = each.expected[permission] ?? { only: [] };
        return placed(bundle, file, each.who, permission as Permission, where);
      });
    case 'gives':
      return [];
  }
}

function placed(
  bundle: Bundle,
  file: CaseFile,
  person: string,
  permission: Permission,
  where: Where,
): Asked[] {
  return addresses(bundle, file, permission).map((resource) => {
    return { person, permission, resource, expected: isWithin(where, resource) };
  });
}

/** The permissions that apply to a resource, in the order of the catalogue. */
function applicable(bundle: Bundle, resource: string): Permission[] {
  const area = resource.split('/')[0];
  return [...bundle.catalogue.permissions.values()]
    .filter((permission) => permission.area === area && applies(permission, resource))
    .map((permission) => permission.name as Permission);
}

/** Every address at which the answers of a file can differ: the area's shapes, with all ids that the file names. */
function addresses(bundle: Bundle, file: CaseFile, action: Permission): string[] {
  const permission = bundle.catalogue.permissions.get(action);
  const area = permission && bundle.catalogue.areas.get(permission.area);
  if (!permission || !area) return [];
  const ids = [otherId, ...(area.scoped ? idsNamed(file, area.name) : [])];
  return area.addresses
    .flatMap((shape) => (shape.endsWith('/*') ? ids.map((id) => shape.slice(0, -1) + id) : [shape]))
    .filter((resource) => applies(permission, resource));
}

function idsNamed(file: CaseFile, area: string): ReadonlySet<string> {
  const scopes = [...file.people.values()].flat().map((grant) => readScope(Reflect.get(grant, area)));
  const things = [...file.things.values()].filter((address) => address.startsWith(`${area}/`));
  const expected = file.cases.flatMap((each) => {
    if (each.kind !== 'where' || !each.action.startsWith(`${area}:`)) return [];
    return [...(readScope(each.expected)?.ids ?? [])];
  });
  return new Set([
    ...scopes.flatMap((scope) => [...(scope?.ids ?? [])]),
    ...things.flatMap((address) => containerOf(address) ?? []),
    ...expected,
  ]);
}

function isWithin(where: Where, resource: string): boolean {
  if ('within' in where) {
    return where.within.some((stem) => resource === stem || resource.startsWith(`${stem}/`));
  }
  const scope = readScope(where);
  return scope !== undefined && has(scope, containerOf(resource));
}
