import { didYouMean } from '../lint/nearest.ts';
import { PopulationError } from '../population/lines.ts';
import { openPopulation } from '../population/open.ts';
import { readPopulation, type Person } from '../population/read.ts';
import { UsageError, type Io } from './io.ts';

export interface Found {
  readonly person: Person;
  /** Names of the account's things, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Finds one membership by ids or names (S1). `one`: the file holds one person as JSON, over several lines if one likes.
 * Throws {@link UsageError} when there is none or more than one.
 */
export async function findPerson(
  user: string,
  account: string,
  source: string,
  one: boolean,
  io: Io,
): Promise<Found> {
  const people: Person[] = [];
  const users = new Set<string>();
  const accounts = new Set<string>();
  const names = new Map<string, Map<string, string>>();
  try {
    const input = openPopulation(source, io);
    for await (const group of readPopulation(one ? joined(input) : input)) {
      for (const line of group) {
        if (line.kind === 'end' || !is(account, line.account, accounts)) continue;
        const known = names.get(line.account.id) ?? new Map<string, string>();
        names.set(line.account.id, known);
        for (const [id, name] of line.names) known.set(id, name);
        if (line.kind === 'person' && is(user, line.user, users)) people.push(line);
      }
    }
  } catch (error) {
    if (error instanceof PopulationError) throw new UsageError(`${source}: ${error.message}`);
    if (error instanceof Error && 'code' in error)
      throw new UsageError(`cannot read ${source}: ${error.message}`);
    throw error;
  }
  const [person, other] = people;
  if (names.size === 0) throw new UsageError(`no account ${account}; ${didYouMean(account, accounts)}`);
  if (!person) throw new UsageError(`nobody called ${user} in ${account}; ${didYouMean(user, users)}`);
  if (other) {
    const each = people.map((found) => `${found.user.id} in ${found.account.id}`);
    throw new UsageError(`${user} in ${account} is ambiguous: ${each.join(', ')}; write the ids`);
  }
  return { person, names: names.get(person.account.id) ?? new Map() };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/** Does the word mean this one? Keeps a few of the others, to suggest. */
function is(word: string, { id, name, email }: Named, others: Set<string>): boolean {
  const said = word.toLowerCase();
  if (said === id || said === name.toLowerCase() || said === email?.toLowerCase()) return true;
  if (others.size < 1000) others.add(name);
  return false;
}

/** One JSON value over several lines, as the one line that a population has. */
async function* joined(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  yield text.replaceAll(/\r?\n/g, ' ');
}
