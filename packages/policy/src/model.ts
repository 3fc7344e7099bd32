import type { Faults } from './faults.ts';

/** The one Casbin model. policies/model.conf repeats it for readers; the loader refuses any other text. */
export const shippedModel = `[request_definition]
r = sub, acc, res, act

[policy_definition]
p = sub, acc, res, act, eft

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = accMatch(r.acc, p.acc) && actMatch(r.act, p.act) && resMatch(r.res, p.res) && (p.sub == "*" || g(r.sub, p.sub, r.acc))
`;

/** Another matcher or effect is another meaning of every row: the first line that differs is a fault. */
export function checkModel(text: string, faults: Faults): void {
  const [shipped, found] = [shippedModel, text].map((each) => each.trim().split(/\r?\n/));
  const lines = Math.max(shipped?.length ?? 0, found?.length ?? 0);
  for (let index = 0; index < lines; index += 1) {
    const [wanted, line] = [shipped?.[index], found?.[index]];
    if (line === wanted) continue;
    const instead = wanted === undefined ? 'remove this line' : `write ${wanted || 'an empty line'}`;
    faults.add('model.conf', index + 1, 1, 'differs from the model of this package', instead);
    return;
  }
}
