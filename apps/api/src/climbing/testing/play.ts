import { readFacts } from '@mandate/db';
import { loadSlice, type Bundle, type Permission } from '@mandate/policy';
import { expireIn } from '../../commands/upkeep/expire.ts';
import type { TestApi } from '../../testing.ts';
import { aim, perform, type Act } from './acts.ts';
import { heldAt, type Presets } from './judge.ts';
import { Rules, type Violation } from './rules.ts';
import { day, Scene, type Rows } from './scene.ts';
import type { Play } from './steps.ts';

/** The policy files as they are, and as they are after a change: a bundle with what its presets hold. */
export interface Policies {
  bundle: Bundle;
  presets: Presets;
}

/** Plays in one database, each in an account of its own. */
export interface Stage {
  api: TestApi;
  policies: readonly [Policies, Policies];
  passwordHash: string;
}

/** One play. `done` counts the acts that succeeded, by kind. */
export async function run(stage: Stage, { first, second, steps }: Play, done: Record<string, number>) {
  const scene = new Scene(stage.api);
  let inForce = stage.policies[0];
  const rules = new Rules(scene, inForce.presets);
  stage.api.services.bundle = () => inForce.bundle;

  async function doIt(act: Act): Promise<boolean> {
    const { kind, target } = act.step;
    if (kind === 'policies') {
      inForce = stage.policies[inForce === stage.policies[0] ? 1 : 0];
      rules.presets = inForce.presets;
    } else if (kind === 'expire') {
      await scene.pass(target + 1);
      rules.pass((target + 1) * day);
      await expireIn({ orm: stage.api.db.orm, env: stage.api.services.env }, scene.account);
    } else return perform(scene, act);
    return true;
  }

  await scene.build(stage.passwordHash, [first, second]);
  let rows = await scene.rows();
  rules.begin(rows);
  for (const [n, step] of steps.entries()) {
    const act = aim(scene, step, rows);
    const succeeded = await doIt(act);
    // what a refused act changed all the same would be seen after the next one
    if (!succeeded && n < steps.length - 1) continue;
    rows = await scene.rows();
    if (succeeded) done[step.kind] = (done[step.kind] ?? 0) + 1;
    else rules.carryOn(rows);
    const asked = step.kind === 'policies' || n === steps.length - 1;
    const broken =
      (succeeded ? rules.check(act, rows) : null) ??
      (asked ? await agrees(stage, scene, rules, inForce, rows) : null);
    if (broken) return `step ${n} (${step.kind} by ${step.actor} of ${step.target}): ${broken}`;
  }
  return null;
}

/** Asked besides what is held, so that a no is looked at too. */
const probes = ['domains:transfer fresh', 'billing:pay billing', 'admin:users admin', 'support:reply other'];

function address(permission: string, place: string): string {
  const area = permission.split(':')[0] ?? '';
  if (area === 'support') return `support/${place}/tkt_x`;
  return place === 'fresh' || place === area ? area : `${area}/${place}`;
}

/** The policy's own answers are the judge's, and new files widen nothing that is not live. */
async function agrees(
  stage: Stage,
  scene: Scene,
  rules: Rules,
  { bundle }: Policies,
  rows: Rows,
): Promise<Violation> {
  for (const [userId, held] of rows.members) {
    if (rows.owners.includes(userId)) continue;
    const facts = await readFacts(scene.em(), { userId, accountId: scene.account });
    if (!facts) return 'a member without facts';
    const slice = await loadSlice(bundle, facts);
    const [start, end] = held.span;
    const active = !held.suspended && start <= rows.now && rows.now < end;
    const judged = new Set(active ? heldAt(rules.rights(held), facts.now.getTime()) : []);
    for (const key of [...judged, ...probes]) {
      const [permission = '', place = ''] = key.split(' ');
      const said = slice.can(permission as Permission, address(permission, place));
      if (said !== judged.has(key)) return `${key} is ${said}, by the rules ${!said}`;
    }
    const fixed = facts.grants.filter((grant) => grant.preset == null);
    const [old, young] = await Promise.all(
      stage.policies.map((one) => loadSlice(one.bundle, { ...facts, grants: fixed })),
    );
    if (old!.permissions().join() !== young!.permissions().join())
      return 'new files change grants that are not live';
  }
  return null;
}
