import { Migration } from '@mikro-orm/migrations';

/**
 * What a population says beside states and grants: names. Column by column, so that the login for reports reads no
 * password, no registrant, no address of a server.
 */
const columns = `
grant select (id, name, email) on users to mandate_report;
grant select (id, account_id, name) on services, domains to mandate_report;
`;

const access = ['services', 'domains'].map(
  (table) => `
create policy ${table}_report on ${table} for select to mandate_report using (true);`,
);

export class ReportNames extends Migration {
  override up(): void {
    for (const part of [columns, ...access]) this.addSql(part);
  }
}
