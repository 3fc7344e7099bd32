import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Bundle } from '@mandate/policy';
import { expireIn } from '../../commands/upkeep/expire.ts';
import type { TestApi } from '../../testing.ts';
import { aim, perform, type Act, type Said } from './acts.ts';
import { agrees } from './agreement.ts';
import type { Presets } from './judge.ts';
import { day } from './plans.ts';
import { Rules, type Violation } from './rules.ts';
import { Scene } from './scene.ts';
import type { Play } from './steps.ts';

/** The policy files as they are, and as they are after a change: a bundle with what its presets hold. */
export interface Policies {
  bundle: Bundle;
  presets: Presets;
}

/** Plays in one database, some at a time, each in an account of its own. */
export interface Stage {
  api: TestApi;
  policies: readonly [Policies, Policies];
  /** The files in force in the play that asks. */
  files: AsyncLocalStorage<() => Bundle>;
  passwordHash: string;
}

/** By kind of act, how often it was done (`OK`) and how often it was refused, by code. */
export type Tally = Record<string, Record<string, number>>;

function count(tally: Tally, kind: string, said: Said): void {
  if (said === null) return;
  const of = (tally[kind] ??= {});
  of[said] = (of[said] ?? 0) + 1;
}

/** One play. @returns the rule that was broken. */
export async function run(stage: Stage, { first, second, steps }: Play, tally: Tally): Promise<Violation> {
  const scene = new Scene(stage.api);
  let inForce = stage.policies[0];
  const rules = new Rules(scene.ground, inForce.presets);

  async function doIt(act: Act): Promise<Said> {
    const { kind, target } = act.step;
    const area = target % 2 === 0 ? 'domains' : 'services';
    if (kind === 'policies') {
      inForce = stage.policies[inForce === stage.policies[0] ? 1 : 0];
      rules.files(inForce.presets);
    } else if (kind === 'expire') {
      await scene.pass(target + 1);
      rules.pass((target + 1) * day);
      await expireIn({ orm: stage.api.db.orm, env: stage.api.services.env }, scene.account);
    } else if (kind === 'comes') rules.comes(area, await scene.comes(area));
    else if (kind === 'goes') await scene.goes(area, act.step.actor);
    else
      return stage.files.run(
        () => inForce.bundle,
        () => perform(scene, rules.view, act),
      );
    return 'OK';
  }

  await scene.build(stage.passwordHash, [first, second]);
  let rows = await scene.rows();
  rules.begin(rows);
  const all = stage.policies.map(({ bundle }) => bundle);
  for (const [n, step] of steps.entries()) {
    const act = aim(scene, step, rows);
    const said = await doIt(act);
    count(tally, step.kind, said);
    const done = said === 'OK';
    const last = n === steps.length - 1;
    // what a refused act changed all the same is seen after the next one
    if (!done && !last) continue;
    rows = await scene.rows();
    const broken =
      (done ? rules.check(act, rows) : rules.stands(rows)) ??
      (last || step.kind === 'policies'
        ? await agrees(scene, rules.view, rows, { inForce: inForce.bundle, all })
        : null);
    if (broken) return `step ${n} (${step.kind} by ${step.actor} of ${step.target}): ${broken}`;
  }
  return null;
}
