import type { Facts, GrantSpec } from '../../facts.ts';
import type { ScopeAnswer } from '../../slice.ts';
import { mayByReference } from '../reference.ts';
import type { AnyPolicy } from './differ.ts';
import { randomGrant } from './grants.ts';
import type { Package } from './package.ts';
import { randomQuestion, resourcesOf } from './questions.ts';
import type { Random } from './random.ts';
import { edges, type World } from './world.ts';

interface Context {
  readonly pkg: Package;
  readonly world: World;
  readonly policy: AnyPolicy;
  readonly random: Random;
}

/** Lists, batches and comparisons against single answers of the reference; says what differs. */
export async function agree(context: Context): Promise<string[]> {
  return [...(await lists(context)), ...(await people(context)), ...comparisons(context)];
}

function permissionsOf({ definition }: World): { name: string; area: string; onPart: boolean }[] {
  return definition.areas.flatMap((area) =>
    area.actions.map(({ name, onPart }) => ({ name: `${area.name}:${name}`, area: area.name, onPart })),
  );
}

/** Every question that can be asked of one person. */
function everything(world: World): [permission: string, resource: string][] {
  return permissionsOf(world).flatMap(({ name, area, onPart }) =>
    resourcesOf(world, area, onPart).map((resource): [string, string] => [name, resource]),
  );
}

async function lists({ world, policy, random }: Context): Promise<string[]> {
  const { user, account } = randomQuestion(random, world);
  const facts = world.facts(user, account);
  if (!facts) return [];
  const found: string[] = [];
  const access = await policy.load({ user, account }, 'strict');
  const all = everything(world);
  const may = all.map(([permission, resource]) => mayByReference(facts, permission, resource, world.rules));
  const note = (what: string) => found.push(`${what} for ${user} in ${account} ${JSON.stringify(facts)}`);
  if (access.batch(all).join() !== may.join()) note('batch differs');
  const yes = all.filter((_, index) => may[index]);
  const names = permissionsOf(world).map(({ name }) => name);
  const somewhere = names.filter((name) => yes.some(([permission]) => permission === name));
  if (access.permissions().join() !== somewhere.join()) note(`permissions: ${access.permissions().join()}`);
  for (const name of names) {
    const scope = access.scope(name);
    for (const [permission, resource] of all) {
      if (permission !== name || listed(scope, resource) === undefined) continue;
      const right = yes.some((one) => one[0] === name && one[1] === resource);
      if (listed(scope, resource) !== right)
        note(`scope of ${name} on ${resource}: ${JSON.stringify(scope)}`);
    }
    if (access.anywhere(name) !== somewhere.includes(name)) note(`anywhere ${name}`);
  }
  const [, resource = ''] = random.pick(all);
  const here = yes.filter((one) => one[1] === resource).map(([permission]) => permission);
  if (access.permissionsOn(resource).join() !== here.join()) note(`permissions on ${resource}`);
  return found;
}

/** Does a scope, read as a `where` over existing things, list this one? Undefined: it is no such thing. */
function listed(scope: ScopeAnswer, resource: string): boolean | undefined {
  const slash = resource.indexOf('/');
  if (slash < 0) return undefined;
  const id = resource.slice(slash + 1);
  if ('except' in scope) return !scope.except.includes(id);
  const within = scope.prefixes?.some((prefix) => `${resource}/`.startsWith(`${prefix}/`)) ?? false;
  return within || scope.only.includes(id);
}

async function people({ world, policy, random }: Context): Promise<string[]> {
  const { account, permission, resource } = randomQuestion(random, world);
  const right = world
    .everybody()
    .filter((facts) => facts.account.id === account)
    .filter((facts) => mayByReference(facts, permission, resource, world.rules))
    .map((facts) => facts.userId);
  const said = await policy.whoCan(account, permission, resource);
  if ([...said].sort().join() === right.sort().join()) return [];
  return [`whoCan ${permission} on ${resource} in ${account}: ${said.join()} instead of ${right.join()}`];
}

/** `covers`, sampled at every edge over every question. */
function comparisons({ pkg, world, policy, random }: Context): string[] {
  const some = (most: number) =>
    Array.from({ length: random.between(0, most) }, () =>
      randomGrant(random, world.definition, world.ids.slice(0, 3), edges),
    );
  const wide = random.chance(0.2) ? { grants: [], owner: true } : { grants: some(4) };
  const held = 'owner' in wide ? [] : wide.grants;
  const narrow = random.chance(0.3) ? random.some(held, 0.7) : some(2);
  const from = new Date(random.pick(edges));
  const end = random.chance(0.3) ? new Date(random.pick(edges)) : undefined;
  const said = pkg.covers(policy.bundle, { ...wide, from }, { grants: narrow, from, end });
  const all = everything(world);
  const instants = edges.flatMap((at) => [at - 1, at]).filter((at) => at >= from.getTime());
  const right = instants
    .filter((at) => end === undefined || at < end.getTime())
    .every((at) =>
      all.every(([permission, resource]) => {
        const holds = (grants: readonly GrantSpec[], owner: boolean) =>
          mayByReference(someone(grants, owner, at), permission, resource, world.rules);
        return !holds(narrow, false) || holds(held, 'owner' in wide);
      }),
    );
  if (said === right) return [];
  return [`covers says ${said}: ${JSON.stringify({ wide, narrow, from, end })}`];
}

function someone(grants: readonly GrantSpec[], owner: boolean, at: number): Facts {
  return {
    userId: 'usr_0',
    account: { id: 'acc_0', state: 'active', epoch: 1 },
    owner,
    member: { suspended: false, epoch: 1 },
    grants: grants.map((grant, index) => ({ ...grant, id: `gra_${index}` })),
    now: new Date(at),
  };
}
