export const billing = `
create table quotes (
  id text primary key,
  account_id text not null references accounts (id),
  number text not null,
  title text not null,
  amount_cents integer not null check (amount_cents >= 0),
  currency text not null default 'EUR',
  state text not null default 'open' check (state in ('open', 'accepted')),
  valid_until date not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id),
  unique (account_id, number)
);

create table invoices (
  id text primary key,
  account_id text not null references accounts (id),
  number text not null,
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  amount_cents integer not null check (amount_cents >= 0),
  currency text not null default 'EUR',
  state text not null default 'due' check (state in ('due', 'paid')),
  issued_on date not null,
  due_on date not null,
  paid_at timestamptz(3),
  unique (account_id, id),
  unique (account_id, number),
  check ((state = 'paid') = (paid_at is not null))
);
create index invoices_list on invoices (account_id, issued_on);

create table payment_methods (
  id text primary key,
  account_id text not null references accounts (id),
  kind text not null check (kind in ('card', 'debit')),
  label text not null,
  last_four text not null check (last_four ~ '^[0-9A-Z]{4}$'),
  expires_on date,
  preferred boolean not null default false,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id)
);
create unique index payment_methods_one_preferred on payment_methods (account_id) where preferred;

create table payments (
  id text primary key,
  account_id text not null references accounts (id),
  invoice_id text not null,
  payment_method_id text,
  method_label text not null,
  amount_cents integer not null check (amount_cents >= 0),
  currency text not null default 'EUR',
  paid_by text not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, id),
  foreign key (account_id, invoice_id) references invoices (account_id, id),
  foreign key (account_id, payment_method_id) references payment_methods (account_id, id)
    on delete set null (payment_method_id),
  foreign key (account_id, paid_by) references memberships (account_id, user_id)
);
create index payments_list on payments (account_id, created_at);
create index payments_invoice on payments (account_id, invoice_id);
`;
