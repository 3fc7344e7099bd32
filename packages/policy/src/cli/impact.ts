import type { Bundle } from '../bundle.ts';
import { ImpactCounter, type Impact, type Touched } from '../diff/impact.ts';
import { impactText, touchedText } from '../diff/impact-text.ts';
import type { BundleDiff } from '../diff/index.ts';
import { touchedJson } from '../diff/json.ts';
import { number } from '../diff/text.ts';
import { openPopulation } from '../population/open.ts';
import { readPopulation } from '../population/read.ts';
import { UsageError, type Io } from './io.ts';

export interface Joined {
  readonly counter: ImpactCounter;
  readonly at: Date;
}

export interface Wanted {
  readonly population?: string;
  readonly json?: boolean;
  readonly list?: boolean;
}

/** Reads all people once, from one end to the other; writes who they are while it goes, when asked to. */
export async function countImpact(
  before: Bundle,
  after: Bundle,
  at: Date,
  options: Wanted,
  io: Io,
): Promise<Joined> {
  const counter = new ImpactCounter(before, after, at);
  const name = options.population ?? '-';
  const show = options.list ? lister(options, io) : undefined;
  let [next, ended] = [progressEvery, false];
  try {
    for await (const group of readPopulation(openPopulation(name, io))) {
      for (const line of group) {
        ended ||= line.kind === 'end';
        const touched = await counter.add(line);
        if (touched) show?.one(touched);
      }
      if (io.tty && counter.people >= next) {
        io.err(`\r${number(counter.people)} memberships`);
        next = counter.people + progressEvery;
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new UsageError(`the population ${name} cannot be read: ${error.message}`);
    throw error;
  } finally {
    show?.end();
  }
  io.err(`${io.tty ? '\r' : ''}${number(counter.people)} memberships read\n`);
  if (!ended) io.err('warning: the population has no end line, so it may have been cut off\n');
  for (const [unknown, count] of counter.unknown)
    io.err(`warning: ${number(count)} grants of ${unknown}, which neither side knows, give nothing\n`);
  return { counter, at };
}

const progressEvery = 20_000;

function lister({ json }: Wanted, io: Io): { one: (touched: Touched) => void; end: () => void } {
  let count = 0;
  if (!json) {
    return {
      one: (touched) => io.out(`${touchedText(touched)}\n`),
      end: () => io.out('\n'),
    };
  }
  io.out('"people":[');
  return {
    one: (touched) => io.out(`${count++ === 0 ? '\n' : ',\n'}${JSON.stringify(touchedJson(touched))}`),
    end: () => io.out('],\n'),
  };
}

/** A line for each permission whose decisions change, also when it meets nobody. */
export function impactLines(
  { counter, at }: Joined,
  impacts: readonly Impact[],
  found: BundleDiff,
): string[] {
  const met = new Set(impacts.map((impact) => impact.permission));
  const others = [...new Set(found.groups.map((group) => group.permission))].filter((name) => !met.has(name));
  return [
    `Of ${number(counter.people)} memberships at ${at.toISOString()}:`,
    ...impacts.map((impact) => impactText(impact)),
    ...others.map((permission) => `0 lose ${permission}; 0 gain`),
  ];
}

export function impactJson({ counter, at }: Joined, impacts: readonly Impact[]): string {
  const unknownNames = Object.fromEntries(counter.unknown);
  return JSON.stringify({ memberships: counter.people, at, impacts, unknownNames });
}
