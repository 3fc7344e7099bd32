import type { Bundle, Facts } from '../../packages/policy/src/index.ts';

export type Row = readonly [sub: string, acc: string, res: string, act: string, eft: 'allow' | 'deny'];

/** What a pair comes to when it is written out row by row, as Casbin is used without this package. */
export function rowsOf(bundle: Bundle, facts: Facts): Row[] {
  const rows = new Map<string, Row>();
  const add = (...row: Row) => rows.set(row.join(), row);
  const [sub, acc] = [`u:${facts.userId}`, `a:${facts.account.id}`];
  for (const grant of facts.grants) {
    for (const name of bundle.presets.get(grant.preset ?? '')?.permissions ?? []) {
      for (const { area, action, pattern } of bundle.expansion.get(name) ?? []) {
        const said: unknown = Reflect.get(grant, area);
        if (said === true) add(sub, acc, pattern, action, 'allow');
        const { only = [] } = (said ?? {}) as { only?: string[] };
        for (const id of only) add(sub, acc, `${area}/${id}`, action, 'allow');
      }
    }
  }
  if (facts.account.state !== 'active') {
    for (const { permission, pattern } of bundle.guardrails.get(facts.account.state) ?? [])
      add(sub, acc, pattern, permission.split(':')[1] ?? '', 'deny');
  }
  return [...rows.values()];
}
