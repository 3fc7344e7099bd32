export const identity = `
create table users (
  id text primary key,
  email text not null unique check (email = lower(email)),
  email_verified_at timestamptz(3),
  name text not null,
  locale text not null check (locale in ('en', 'fr')),
  password_hash text,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  deleted_at timestamptz(3)
);

create table sessions (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  public_id text not null unique,
  user_id text not null references users (id),
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  user_agent text not null default '',
  client_address text not null default ''
);
create index sessions_user on sessions (user_id, created_at);
create index sessions_expiry on sessions (expires_at);

create table email_tokens (
  id text primary key,
  purpose text not null check (purpose in ('verify', 'reset', 'change')),
  token_hash text not null unique,
  user_id text not null references users (id),
  email text not null check (email = lower(email)),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp())
);
create index email_tokens_user on email_tokens (user_id, purpose);

create table rate_limits (
  key text primary key,
  points integer not null,
  reset_at timestamptz(3) not null
);
create index rate_limits_reset on rate_limits (reset_at);
`;
