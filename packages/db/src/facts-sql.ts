/** The JSON of one membership `m`, its account `a`, and the member's grants that have not been ended. */
export const factsJson = `json_build_object(
  'userId', m.user_id,
  'name', (select u.name from users u where u.id = m.user_id),
  'member', json_build_object(
    'epoch', m.epoch, 'start', m.start_at, 'end', m.end_at,
    'suspendedAt', m.suspended_at, 'suspendedBy', m.suspended_by,
    'endedAt', m.ended_at, 'ended', m.end_reason, 'endedBy', m.ended_by,
    'createdAt', m.created_at, 'lastActiveAt', m.last_active_at
  ),
  'grants', coalesce((
    select json_agg(json_build_object(
      'id', g.id, 'preset', g.preset, 'permission', g.permission,
      'services', g.services, 'domains', g.domains,
      'billing', g.billing, 'support', g.support, 'admin', g.admin,
      'start', g.start_at, 'end', g.end_at, 'givenBy', g.given_by
    ) order by g.created_at, g.id)
    from grants g where g.account_id = m.account_id and g.user_id = m.user_id and g.ended_at is null
  ), '[]'::json)
)`;

export const accountJson = `json_build_object(
  'id', a.id, 'name', a.name, 'state', a.state, 'epoch', a.epoch,
  'timeZone', a.time_zone, 'locale', a.locale, 'ownerUserId', a.owner_user_id,
  'ownerName', (select u.name from users u where u.id = a.owner_user_id)
)`;
