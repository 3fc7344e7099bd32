import { Migration } from '@mikro-orm/migrations';

/**
 * Which end both sides have been told of: once for each grant, and for each end that a membership is given. What ended
 * together with a membership bears one instant from here on, so that it is found together.
 */
export class EndReminders extends Migration {
  override up(): void {
    this.addSql(`
alter table grants add column reminded_at timestamptz(3);
alter table memberships add column end_set_at timestamptz(3), add column reminded_end timestamptz(3);
create index grants_ended on grants (account_id, user_id, ended_at) where ended_at is not null;

alter table grants no force row level security;
alter table memberships no force row level security;
update grants g set ended_at = m.ended_at from memberships m
where m.account_id = g.account_id and m.user_id = g.user_id and m.end_reason = g.end_reason
  and g.ended_at between m.ended_at - interval '1 second' and m.ended_at;
set constraints all immediate;
alter table grants force row level security;
alter table memberships force row level security;
`);
  }
}
