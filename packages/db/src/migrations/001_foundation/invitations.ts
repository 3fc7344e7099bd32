export const invitations = `
create table invitations (
  id text primary key,
  account_id text not null references accounts (id),
  email text not null check (email = lower(email)),
  locale text not null check (locale in ('en', 'fr')),
  note text,
  inviter_user_id text not null,
  state text not null default 'open'
    check (state in ('open', 'accepted', 'declined', 'cancelled', 'expired')),
  grants jsonb not null check (jsonb_typeof(grants) = 'array' and jsonb_array_length(grants) > 0),
  token_hash text not null unique,
  way text not null check (way in ('mailed', 'copied')),
  expires_at timestamptz(3) not null,
  send_count integer not null default 1,
  last_sent_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  answered_at timestamptz(3),
  answered_by text references users (id),
  unique (account_id, id),
  foreign key (account_id, inviter_user_id) references memberships (account_id, user_id)
);
create unique index invitations_one_open on invitations (account_id, email) where state = 'open';
create index invitations_list on invitations (account_id, created_at);
create index invitations_email on invitations (email) where state = 'open';
create index invitations_inviter on invitations (account_id, inviter_user_id) where state = 'open';
create index invitations_expiry on invitations (expires_at) where state = 'open';

create table hand_offs (
  token_hash text primary key,
  account_id text not null references accounts (id),
  invitation_id text not null,
  way text not null check (way in ('mailed', 'copied')),
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  unique (account_id, token_hash),
  foreign key (account_id, invitation_id) references invitations (account_id, id)
);
create index hand_offs_invitation on hand_offs (account_id, invitation_id);
create index hand_offs_expiry on hand_offs (expires_at);
`;
