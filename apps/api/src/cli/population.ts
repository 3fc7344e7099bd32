import { createOrm, inTransaction } from '@mandate/db';
import type { Command } from 'commander';
import type { Io } from './io.ts';
import { populationSql } from './population-sql.ts';

const examples = `
Examples:
  mandate population > people.ndjson
  mandate population | npx mandate-policy diff main HEAD --population -`;

export function populationCommand(program: Command, io: Io): void {
  program
    .command('population')
    .description('write who holds what, a line of JSON each, for mandate-policy diff and explain')
    .option('--emails', 'with the people’s e-mail addresses')
    .addHelpText('after', examples)
    .action((options: { emails?: boolean }) => population(io, options.emails === true));
}

interface Row {
  person: boolean;
  line: string;
}

const batch = 1_000;

/** One statement read through a cursor: one instant of the whole database, and never more than a batch in memory. */
async function population(io: Io, emails: boolean): Promise<void> {
  const { reportUrl } = await io.settings();
  const options = { applicationName: 'mandate-cli', poolMax: 1, statementTimeout: 120_000 };
  const orm = await createOrm(reportUrl, options);
  const written = { accounts: 0, people: 0 };
  try {
    await inTransaction(orm, { readOnly: true }, async (em) => {
      await em.execute(`declare population no scroll cursor for ${populationSql(emails)}`);
      for (;;) {
        const rows = await em.execute<Row[]>(`fetch ${batch} from population`);
        if (rows.length === 0) return;
        for (const { person } of rows) written[person ? 'people' : 'accounts']++;
        io.out(rows.map(({ line }) => `${line}\n`).join(''));
      }
    });
  } finally {
    await orm.close(true);
  }
  io.out(`${JSON.stringify({ end: written })}\n`);
  io.err(`${written.people} memberships of ${written.accounts} accounts\n`);
}
