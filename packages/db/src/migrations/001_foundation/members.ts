export const members = `
create table accounts (
  id text primary key,
  name text not null,
  owner_user_id text not null references users (id),
  state text not null default 'active' check (state in ('active', 'suspended', 'closed')),
  time_zone text not null default 'Europe/Paris',
  locale text not null check (locale in ('en', 'fr')),
  epoch integer not null default 1,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  company text,
  street text,
  postal_code text,
  city text,
  country text,
  vat_id text,
  phone text,
  billing_email text,
  technical_email text
);
create index accounts_owner on accounts (owner_user_id);

create table memberships (
  account_id text not null references accounts (id),
  user_id text not null references users (id),
  suspended_at timestamptz(3),
  suspended_by text references users (id),
  start_at timestamptz(3),
  end_at timestamptz(3),
  ended_at timestamptz(3),
  end_reason text check (end_reason in ('removed', 'left', 'expired')),
  ended_by text references users (id),
  epoch integer not null default 1,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  last_active_at timestamptz(3),
  primary key (account_id, user_id),
  check ((ended_at is null) = (end_reason is null))
);
create index memberships_user on memberships (user_id);
create index memberships_end on memberships (end_at) where ended_at is null;

alter table accounts add constraint accounts_owner_membership
  foreign key (id, owner_user_id) references memberships (account_id, user_id);

create table grants (
  id text primary key,
  account_id text not null,
  user_id text not null,
  preset text,
  permission text,
  services jsonb,
  domains jsonb,
  billing boolean not null default false,
  support boolean not null default false,
  admin boolean not null default false,
  start_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  end_at timestamptz(3),
  given_by text not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  ended_at timestamptz(3),
  end_reason text,
  unique (account_id, id),
  foreign key (account_id, user_id) references memberships (account_id, user_id),
  foreign key (account_id, given_by) references memberships (account_id, user_id),
  constraint grants_preset_or_permission check ((preset is null) <> (permission is null)),
  constraint grants_services_scope check (
    services is null
    or coalesce(jsonb_typeof(services -> 'only') = 'array', false)
      <> coalesce(jsonb_typeof(services -> 'except') = 'array', false)
  ),
  constraint grants_domains_scope check (
    domains is null
    or coalesce(jsonb_typeof(domains -> 'only') = 'array', false)
      <> coalesce(jsonb_typeof(domains -> 'except') = 'array', false)
  ),
  check ((ended_at is null) = (end_reason is null))
);
create index grants_member on grants (account_id, user_id) where ended_at is null;
create index grants_user on grants (user_id) where ended_at is null;
create index grants_giver on grants (account_id, given_by) where ended_at is null;
create index grants_end on grants (end_at) where ended_at is null;
`;
