export const outbox = `
create table outbox_messages (
  id text primary key,
  account_id text references accounts (id),
  kind text not null,
  resource text,
  invitation_id text,
  user_id text references users (id),
  recipient text not null,
  locale text not null check (locale in ('en', 'fr')),
  subject text not null,
  body text,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  send_after timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  attempts integer not null default 0,
  lease_until timestamptz(3),
  sent_at timestamptz(3),
  provider_id text,
  failed_at timestamptz(3),
  last_error text,
  cancelled_at timestamptz(3),
  unique (account_id, id),
  foreign key (account_id, invitation_id) references invitations (account_id, id),
  check (account_id is not null or (invitation_id is null and resource is null)),
  constraint outbox_messages_body_gone check (sent_at is null or body is null)
);
create index outbox_messages_lease on outbox_messages (lease_until);
create index outbox_messages_due on outbox_messages (send_after)
  where sent_at is null and failed_at is null and cancelled_at is null;
create index outbox_messages_list on outbox_messages (account_id, created_at);
create index outbox_messages_invitation on outbox_messages (account_id, invitation_id, created_at);
create index outbox_messages_provider on outbox_messages (provider_id);

create table deliveries (
  outbox_id text primary key references outbox_messages (id),
  account_id text,
  state text not null check (state in
    ('queued', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed', 'cancelled')),
  reason text,
  at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  foreign key (account_id, outbox_id) references outbox_messages (account_id, id)
);
create index deliveries_account on deliveries (account_id);

create table commands (
  id text primary key,
  account_id text not null references accounts (id),
  resource text not null,
  kind text not null,
  requested_by text not null,
  payload jsonb not null default '{}',
  state text not null default 'requested' check (state in ('requested', 'running', 'done', 'failed')),
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  lease_until timestamptz(3),
  attempts integer not null default 0,
  error text,
  secret text,
  secret_until timestamptz(3),
  unique (account_id, id),
  foreign key (account_id, requested_by) references memberships (account_id, user_id)
);
create index commands_due on commands (created_at) where state in ('requested', 'running');
create index commands_resource on commands (account_id, resource, created_at);
create index commands_secret on commands (secret_until) where secret is not null;
`;
