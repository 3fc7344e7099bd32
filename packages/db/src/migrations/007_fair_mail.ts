import { Migration } from '@mikro-orm/migrations';

/**
 * Mails of people's logins go first, those of accounts with much mail waiting last. And of an account that closes or
 * opens again each member keeps, until told, what there is to tell: upkeep tells them a batch at a time. To whom the
 * ownership of an account is offered finds that offer without opening the account.
 */
export class FairMail extends Migration {
  override up(): void {
    this.addSql(`
alter table outbox_messages add column crowded boolean not null default false;
drop index outbox_messages_due;
create index outbox_messages_due on outbox_messages ((account_id is not null), crowded, send_after, id)
  where sent_at is null and failed_at is null and cancelled_at is null;
create index outbox_messages_waiting on outbox_messages (account_id, crowded)
  where sent_at is null and failed_at is null and cancelled_at is null;

alter table memberships add column state_news text check (state_news in ('closed', 'closed_by_owner', 'opened'));
create index memberships_state_news on memberships (account_id, user_id) where state_news is not null;

create policy ownership_offers_own on ownership_offers for select to mandate_app
  using (to_user_id = nullif(current_setting('app.user_id', true), ''));
create index ownership_offers_receiver on ownership_offers (to_user_id) where state = 'open';
`);
  }
}
