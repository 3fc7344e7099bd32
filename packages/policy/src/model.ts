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
