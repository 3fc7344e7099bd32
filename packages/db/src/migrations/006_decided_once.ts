import { Migration } from '@mikro-orm/migrations';

/** In a query of its own the list is taken apart once a statement, and not once a row: it may name a thousand accounts. */
const decided = `any ((select string_to_array(nullif(current_setting('app.account_ids', true), ''), ','))::text[])`;

const across = ['accounts', 'memberships', 'grants', 'services', 'domains', 'invoices', 'tickets'].map(
  (table) => `
alter policy ${table}_decided on ${table}
  using (${table === 'accounts' ? 'id' : 'account_id'} = ${decided});`,
);

export class DecidedOnce extends Migration {
  override up(): void {
    for (const part of across) this.addSql(part);
  }
}
