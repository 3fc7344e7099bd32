/**
 * Events reference the head and not the account: whoever appends holds the head's lock already, so that no second
 * lock on the account is asked for after it.
 */
export const activity = `
create table activity_heads (
  account_id text primary key references accounts (id),
  seq integer not null,
  hash text not null
);

create table activity_events (
  account_id text not null references activity_heads (account_id),
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('user', 'provider', 'system')),
  actor_user_id text references users (id),
  actor_name text not null,
  action text not null,
  resource text,
  subject_user_id text references users (id),
  subject_name text,
  data jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (account_id, seq),
  check ((actor_kind = 'user') = (actor_user_id is not null))
);

create function refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception 'activity_events is append-only' using errcode = 'insufficient_privilege';
end
$body$;

create trigger activity_events_append_only
  before update or delete on activity_events
  for each row execute function refuse_change();
create trigger activity_events_never_truncated
  before truncate on activity_events
  for each statement execute function refuse_change();
`;
