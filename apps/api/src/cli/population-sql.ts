const scoped = ['services', 'domains'] as const;

const account = `jsonb_build_object('id', a.id, 'name', a.name, 'state', a.state)`;

/** Names of all that an account has. */
const allNames = scoped
  .map((area) => `select x.id, x.name from ${area} x where x.account_id = a.id`)
  .join(' union all ');

/** Names of what the person's scopes mention. */
const ownNames = scoped
  .map(
    (area) => `select x.id, x.name from grants g
      cross join jsonb_array_elements_text(coalesce(g.${area} -> 'only', g.${area} -> 'except', '[]')) as mentioned (id)
      join ${area} x on x.account_id = g.account_id and x.id = mentioned.id
      where ${heldBy('m')}`,
  )
  .join(' union ');

const namesOf = (list: string) => `coalesce((select jsonb_object_agg(n.id, n.name) from (${list}) n), '{}')`;

function heldBy(member: string): string {
  return `g.account_id = ${member}.account_id and g.user_id = ${member}.user_id and g.ended_at is null`;
}

/** The scope without what is gone: a grant whose last container left gives nothing (S2). */
function scope(area: (typeof scoped)[number]): string {
  const kind = (
    key: string,
  ) => `when g.${area} -> '${key}' is not null then jsonb_build_object('${key}', coalesce((
      select jsonb_agg(x.id order by x.id) from jsonb_array_elements_text(g.${area} -> '${key}') as mentioned (id)
      join ${area} x on x.account_id = g.account_id and x.id = mentioned.id), '[]'))`;
  return `'${area}', case ${kind('only')} ${kind('except')} end`;
}

const grants = `coalesce((
  select jsonb_agg(jsonb_build_object(
    'id', g.id, 'preset', g.preset, 'permission', g.permission, ${scoped.map(scope).join(', ')},
    'billing', g.billing, 'support', g.support, 'admin', g.admin, 'start', g.start_at, 'end', g.end_at
  ) order by g.created_at, g.id)
  from grants g where ${heldBy('m')}), '[]')`;

const member = `jsonb_build_object(
  'suspended', m.suspended_at is not null, 'start', m.start_at, 'end', m.end_at, 'ended', m.end_reason)`;

/** Accounts with the names of their things, then memberships: each row one line of a population. */
export function populationSql(emails: boolean): string {
  const email = emails ? `, 'email', u.email` : '';
  return `
select false as person, jsonb_build_object('account', ${account}, 'names', ${namesOf(allNames)})::text as line
from accounts a
union all
select true, jsonb_build_object(
  'account', ${account}, 'user', jsonb_build_object('id', u.id, 'name', u.name${email}),
  'owner', a.owner_user_id = m.user_id, 'member', ${member}, 'grants', ${grants},
  'names', ${namesOf(ownNames)})::text
from memberships m
join accounts a on a.id = m.account_id
join users u on u.id = m.user_id`;
}
