import { Option, type Command } from 'commander';
import { explain } from '../explain.ts';
import { PolicyRequestError } from '../faults.ts';
import { locales, type Locale } from '../files.ts';
import { factsOf } from '../population/read.ts';
import { dateOf } from '../population/shape.ts';
import { sliceOf } from '../slice.ts';
import { explanationText } from './explanation.ts';
import { UsageError, type Io } from './io.ts';
import { bundleOf, common, type Common } from './options.ts';
import { findPerson } from './person.ts';
import { addressOf, permissionOf } from './resource.ts';

interface ExplainOptions extends Common {
  population?: string;
  facts?: string;
  at?: string;
  locale: Locale;
}

export function explainCommand(program: Command, io: Io): void {
  const command = program
    .command('explain')
    .description('say why somebody may or may not do something: every matching row, and which one decides')
    .argument('<user>', 'id, name or address')
    .argument('<account>', 'id or name')
    .argument('<resource>', 'such as domains/acme.example, domains/dom_1 or billing')
    .argument('<action>', 'such as manage, or domains:manage')
    .option('--population <file>', 'live people as NDJSON (README, "Population"); - reads stdin')
    .option('--facts <file>', 'one person as JSON, of the shape of a line of the population; - reads stdin')
    .option('--at <instant>', 'the instant to decide at, such as 2026-12-31T00:00:00Z (default: now)')
    .addOption(new Option('--locale <locale>', 'language of names').choices(locales).default('en'))
    .action((user: string, account: string, resource: string, action: string, options: ExplainOptions) =>
      explainTo(io, { user, account, resource, action }, options),
    );
  common(command, [
    'explain dora Acme domains/acme.example manage --population people.ndjson',
    'explain usr_dora acc_acme domains/dom_1 domains:transfer --facts dora.json --json',
  ]);
}

interface Asked {
  readonly user: string;
  readonly account: string;
  readonly resource: string;
  readonly action: string;
}

async function explainTo(io: Io, asked: Asked, options: ExplainOptions): Promise<void> {
  const source = options.population ?? options.facts;
  if (source === undefined || (options.population !== undefined && options.facts !== undefined))
    throw new UsageError('name either a --population or the --facts of one person');
  const now = options.at === undefined ? new Date() : dateOf(options.at);
  if (!now) throw new UsageError(`--at ${options.at} is not a date with time and zone`);
  const bundle = await bundleOf(options, io);
  const { person, names } = await findPerson(
    asked.user,
    asked.account,
    source,
    options.facts !== undefined,
    io,
  );
  const resource = addressOf(bundle, asked.resource, names);
  const permission = permissionOf(bundle, asked.action, resource);
  const found = decided(() => explain(sliceOf(bundle, factsOf(person, now)), permission, resource));
  const question = {
    user: person.user,
    account: person.account,
    permission,
    resource,
    at: now.toISOString(),
  };
  if (options.json) io.out(`${JSON.stringify({ question, ...found }, undefined, 2)}\n`);
  else
    io.out(
      explanationText({ bundle, person, names, permission, resource, now, locale: options.locale }, found),
    );
}

/** A permission that does not apply to that resource is a question that cannot be meant. */
function decided<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof PolicyRequestError) throw new UsageError(error.message);
    throw error;
  }
}
