import { Migration } from '@mikro-orm/migrations';

const account = `nullif(current_setting('app.account_id', true), '')`;

/** An owner's offer to hand the account over: at most one open at a time, to somebody who is a member. */
const offers = `
create table ownership_offers (
  id text primary key,
  account_id text not null references accounts (id),
  from_user_id text not null,
  to_user_id text not null check (to_user_id <> from_user_id),
  afterwards text not null check (afterwards in ('colleague', 'leaves')),
  state text not null default 'open'
    check (state in ('open', 'accepted', 'declined', 'withdrawn', 'cancelled', 'expired')),
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
  answered_at timestamptz(3),
  unique (account_id, id),
  foreign key (account_id, from_user_id) references memberships (account_id, user_id),
  foreign key (account_id, to_user_id) references memberships (account_id, user_id),
  check ((state = 'open') = (answered_at is null))
);
create unique index ownership_offers_one_open on ownership_offers (account_id) where state = 'open';
create index ownership_offers_list on ownership_offers (account_id, created_at);
create index ownership_offers_expiry on ownership_offers (expires_at) where state = 'open';
`;

const deferred = ['account_id_fkey', 'account_id_from_user_id_fkey', 'account_id_to_user_id_fkey']
  .map(
    (key) =>
      `alter table ownership_offers alter constraint ownership_offers_${key} deferrable initially deferred;`,
  )
  .join('\n');

const access = `
alter table ownership_offers enable row level security;
alter table ownership_offers force row level security;
create policy ownership_offers_account on ownership_offers to mandate_app
  using (account_id = ${account}) with check (account_id = ${account});
create policy ownership_offers_due on ownership_offers for select to mandate_worker using (true);
grant select, insert, update on ownership_offers to mandate_app;
grant select on ownership_offers to mandate_worker;
`;

export class OwnershipOffers extends Migration {
  override up(): void {
    for (const part of [offers, deferred, access]) this.addSql(part);
  }
}
