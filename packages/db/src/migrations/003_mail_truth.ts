import { Migration } from '@mikro-orm/migrations';

/**
 * What became of a mail, in an order of its own: states of a higher rank replace lower ones, whichever arrives first.
 * The first try is kept because the provider remembers an idempotency key from then on.
 */
export class MailTruth extends Migration {
  override up(): void {
    this.addSql(`
alter table outbox_messages add column first_tried_at timestamptz(3);
alter table deliveries add column cause text, add column rank smallint not null default 0;

alter table outbox_messages no force row level security;
alter table deliveries no force row level security;
update outbox_messages set first_tried_at = created_at where attempts > 0;
update deliveries set rank = case state
  when 'queued' then 0 when 'delayed' then 3 when 'delivered' then 5 when 'bounced' then 6
  when 'complained' then 7 else 1 end;
set constraints all immediate;
alter table outbox_messages force row level security;
alter table deliveries force row level security;
`);
  }
}
