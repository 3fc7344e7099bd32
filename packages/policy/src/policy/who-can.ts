import { setImmediate } from 'node:timers/promises';
import type { Bundle } from '../bundle.ts';
import { compiled } from '../compiled.ts';
import type { Facts, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { sliceOf } from '../slice.ts';
import { PolicyUnavailable } from './errors.ts';
import { nobody } from './freshness.ts';
import type { GrantSource } from './source.ts';

/** Others have their turn after so many milliseconds of deciding. */
const breath = 5;

/** The presets and permissions of the bundle that give this permission somewhere. */
export function namesGiving(bundle: Bundle, permission: string): string[] {
  const all = compiled(bundle);
  const { area, bit } = all.slot(permission);
  const gives = (spec: GrantSpec) =>
    all.named(spec)?.some((gift) => gift.area === area && (gift.mask & bit) !== 0) === true;
  return [
    ...[...bundle.presets.keys()].filter((preset) => gives({ preset })),
    ...[...bundle.catalogue.permissions.keys()].filter((name) => gives({ permission: name })),
  ];
}

/** Throws {@link PolicyRequestError} for a question that cannot be meant. Candidates come from the source's index; each is
 * confirmed by a decision. */
export async function whoCan(
  bundle: Bundle,
  source: GrantSource,
  asked: { account: string; permission: string; resource: string },
): Promise<string[]> {
  const permission = asked.permission as Permission;
  // nobody is asked for, so that a question that cannot be meant is refused even where there are no candidates
  sliceOf(bundle, nobody({ user: 'nobody', account: asked.account })).can(permission, asked.resource);
  const users: string[] = [];
  let since = performance.now();
  for await (const facts of read(source, asked.account, namesGiving(bundle, asked.permission))) {
    if (facts.account.id !== asked.account) continue;
    if (sliceOf(bundle, facts).can(permission, asked.resource)) users.push(facts.userId);
    if (performance.now() - since < breath) continue;
    await setImmediate();
    since = performance.now();
  }
  return users;
}

async function* read(source: GrantSource, account: string, names: readonly string[]): AsyncIterable<Facts> {
  try {
    yield* source.candidates(account, names);
  } catch (cause) {
    throw new PolicyUnavailable('the grants cannot be read', { cause });
  }
}
