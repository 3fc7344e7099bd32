export const areas = `
create table services (
  id text primary key,
  account_id text not null references accounts (id),
  name text not null,
  kind text not null check (kind in ('hosting', 'server', 'mail')),
  plan text not null,
  region text not null,
  state text not null default 'active' check (state in ('active', 'stopped', 'cancelled')),
  address text not null,
  username text not null,
  price_cents integer not null check (price_cents >= 0),
  currency text not null default 'EUR',
  renews_on date not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id)
);
create index services_list on services (account_id, name);

create table domains (
  id text primary key,
  account_id text not null references accounts (id),
  name text not null check (name = lower(name)),
  state text not null default 'active' check (state in ('active', 'leaving')),
  expires_on date not null,
  auto_renew boolean not null default true,
  transfer_lock boolean not null default true,
  nameservers text[] not null,
  registrant_name text not null,
  registrant_email text not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id),
  unique (account_id, name)
);
create index domains_expiry on domains (account_id, expires_on);

create table dns_records (
  id text primary key,
  account_id text not null,
  domain_id text not null,
  type text not null,
  name text not null,
  value text not null,
  ttl integer not null default 3600 check (ttl > 0),
  unique (account_id, id),
  foreign key (account_id, domain_id) references domains (account_id, id) on delete cascade
);
create index dns_records_domain on dns_records (account_id, domain_id);

create table tickets (
  id text primary key,
  account_id text not null references accounts (id),
  number integer not null,
  subject text not null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  opened_by text not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  updated_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id),
  unique (account_id, number),
  foreign key (account_id, opened_by) references memberships (account_id, user_id)
);
create index tickets_list on tickets (account_id, updated_at);
create index tickets_opener on tickets (account_id, opened_by);

create table ticket_messages (
  id text primary key,
  account_id text not null,
  ticket_id text not null,
  author_user_id text,
  author_name text not null,
  body text not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id),
  foreign key (account_id, ticket_id) references tickets (account_id, id) on delete cascade,
  foreign key (account_id, author_user_id) references memberships (account_id, user_id)
);
create index ticket_messages_ticket on ticket_messages (account_id, ticket_id, created_at);
`;
