import type { Command } from 'commander';
import { diffBundles, type BundleDiff } from '../diff/index.ts';
import { diffJson } from '../diff/json.ts';
import { SideError } from '../diff/side-error.ts';
import { loadSide } from '../diff/sides.ts';
import { groupsText, number } from '../diff/text.ts';
import { PopulationError } from '../population/lines.ts';
import { dateOf } from '../population/shape.ts';
import { countImpact, impactJson, impactLines, type Joined } from './impact.ts';
import { Findings, UsageError, type Io } from './io.ts';
import { common, folderOf, type Common } from './options.ts';

export interface DiffOptions extends Common {
  population?: string;
  at?: string;
  list?: boolean;
}

export function diffCommand(program: Command, io: Io): void {
  const command = program
    .command('diff')
    .description('list every decision that two sets of policy files make differently, and whom it meets')
    .argument('<old>', 'a folder, or a git revision of the folder of --policies')
    .argument('<new>', 'the same')
    .option('--population <file>', 'live people as NDJSON (README, "Population"); - reads stdin')
    .option(
      '--at <instant>',
      'the instant at which people are counted, such as 2026-12-31T00:00:00Z (default: now)',
    )
    .option('--list', 'with --population: say who')
    .action((before: string, after: string, options: DiffOptions) => diff(before, after, options, io));
  common(command, [
    'diff main HEAD',
    'diff ../policies-before ../policies --json',
    'diff HEAD policies --population people.ndjson --list',
  ]);
}

async function diff(before: string, after: string, options: DiffOptions, io: Io): Promise<void> {
  const at = options.at === undefined ? new Date() : dateOf(options.at);
  if (!at) throw new UsageError(`--at ${options.at} is not a date with time and zone`);
  if (options.population === undefined && (options.list || options.at !== undefined))
    throw new UsageError('--list and --at are about people: give a --population');
  try {
    const found = await compareSides(before, after, at, options, io);
    if (found) throw new Findings();
  } catch (error) {
    if (error instanceof SideError) throw new UsageError(error.message);
    if (error instanceof PopulationError)
      throw new UsageError(`the population ${options.population}, ${error.message}`);
    throw error;
  }
}

/** Loads, joins, compares and writes; says whether anything changes. */
async function compareSides(
  before: string,
  after: string,
  at: Date,
  options: DiffOptions,
  io: Io,
): Promise<boolean> {
  const policies = await folderOf(options, io);
  const old = await loadSide(before, policies, io.cwd);
  const fresh = await loadSide(after, policies, io.cwd);
  const sides = { old: { name: before, version: old.version }, new: { name: after, version: fresh.version } };
  if (options.json) io.out(`{${JSON.stringify(sides).slice(1, -1)},\n`);
  const joined = options.population === undefined ? undefined : await counted(old, fresh, at, options, io);
  const found = await diffBundles(old, fresh, joined?.counter.inUse);
  const impacts =
    joined?.counter.result(found.universe.questions.map((question) => question.permission)) ?? [];
  if (options.json) writeJson(found, joined && impactJson(joined, impacts), io);
  else writeText(found, joined && impactLines(joined, impacts, found), io);
  return found.changes.length > 0 || impacts.length > 0;
}

/** What has begun as one document ends as one, also when the people cannot be read to their end. */
async function counted(...[old, fresh, at, options, io]: Parameters<typeof countImpact>): Promise<Joined> {
  try {
    return await countImpact(old, fresh, at, options, io);
  } catch (error) {
    if (options.json) io.out('"complete":false}\n');
    throw error;
  }
}

function writeJson(found: BundleDiff, population: string | undefined, io: Io): void {
  if (population !== undefined) io.out(`"population":${population},\n`);
  for (const part of diffJson(found)) io.out(part);
  io.out('}\n');
}

function writeText(found: BundleDiff, people: readonly string[] | undefined, io: Io): void {
  const { changes, groups, universe } = found;
  const gained = changes.filter((cell) => cell.allowed).length;
  if (groups.length > 0) io.out(`${groupsText(groups)}\n`);
  const sum = `${number(gained)} gained, ${number(changes.length - gained)} lost`;
  io.out(`${number(changes.length)} of ${number(universe.size)} decisions change: ${sum}\n`);
  if (people) io.out(`\n${people.map((line) => `${line}\n`).join('')}`);
}
