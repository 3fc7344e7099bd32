import { readFactsOfMembers } from '@mandate/db';
import { loadSlice, type Bundle, type Permission } from '@mandate/policy';
import { heldAt } from './judge.ts';
import type { Rows } from './rows.ts';
import type { Violation } from './rules.ts';
import type { Scene } from './scene.ts';
import type { View } from './view.ts';

/** Asked besides what is held, so that a no is looked at too. */
const probes = ['domains:transfer fresh', 'billing:pay billing', 'admin:users admin', 'support:reply other'];

function address(permission: string, place: string): string {
  const area = permission.split(':')[0] ?? '';
  if (area === 'support') return `support/${place}/tkt_x`;
  return place === 'fresh' || place === area ? area : `${area}/${place}`;
}

/** The policy's own answers are the judge's, and new files widen nothing that is not live. */
export async function agrees(
  scene: Scene,
  view: View,
  rows: Rows,
  { inForce, all }: { inForce: Bundle; all: readonly Bundle[] },
): Promise<Violation> {
  const userIds = [...rows.members.keys()].filter((id) => !rows.owners.includes(id));
  for (const facts of await readFactsOfMembers(scene.em(), scene.account, { userIds })) {
    const held = rows.members.get(facts.userId);
    if (!held) return 'facts of somebody who is no member';
    const slice = await loadSlice(inForce, facts);
    const now = facts.now.getTime();
    const active = !held.suspended && held.span[0] <= now && now < held.span[1];
    const judged = new Set(active ? heldAt(view.rights(held), now) : []);
    for (const key of [...judged, ...probes]) {
      const [permission = '', place = ''] = key.split(' ');
      const said = slice.can(permission as Permission, address(permission, place));
      if (said !== judged.has(key)) return `${key} is ${said}, by the rules ${!said}`;
    }
    const fixed = facts.grants.filter((grant) => grant.preset == null);
    const each = await Promise.all(all.map((bundle) => loadSlice(bundle, { ...facts, grants: fixed })));
    if (new Set(each.map((one) => one.permissions().join())).size > 1)
      return 'new files change grants that are not live';
  }
  return null;
}
