import type { AccountState, Facts, Grant } from '../facts.ts';
import { lineGroups, PopulationError, type TextLine } from './lines.ts';
import { readGrant, readMember, type PersonMember } from './person.ts';
import { Shape, type Fields } from './shape.ts';

export interface PopulationAccount {
  readonly id: string;
  readonly name: string;
  readonly state: AccountState;
}

/** One user's membership of one account, with all that a decision about it depends on. */
export interface Person {
  readonly kind: 'person';
  readonly line: number;
  readonly account: PopulationAccount;
  readonly user: { readonly id: string; readonly name: string; readonly email?: string };
  readonly owner: boolean;
  readonly member: PersonMember | null;
  readonly grants: readonly Grant[];
  /** Names of things, by id; the text shown for an id that has none is the id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names of an account's things. Says nothing about people. */
export interface AccountNames {
  readonly kind: 'account';
  readonly line: number;
  readonly account: PopulationAccount;
  readonly names: ReadonlyMap<string, string>;
}

/** The last line: how many lines of each kind came before it. */
export interface PopulationEnd {
  readonly kind: 'end';
  readonly line: number;
}

export type PopulationLine = Person | AccountNames | PopulationEnd;

/**
 * Reads a population (NDJSON, README "Population") in groups of lines, never holding more than one group.
 * Throws {@link PopulationError}, which names the line, at the first one that is not of that shape, and when an end
 * line does not agree with what came before it.
 */
export async function* readPopulation(
  input: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<PopulationLine[]> {
  const seen = { accounts: 0, people: 0 };
  let ended = false;
  for await (const group of lineGroups(input)) {
    yield group.map(({ line, text }) => {
      if (ended) throw new PopulationError(line, 'stands after the end line');
      const read = readLine({ line, text }, seen);
      if (read.kind === 'person') seen.people++;
      else if (read.kind === 'account') seen.accounts++;
      else ended = true;
      return read;
    });
  }
}

function readLine({ line, text }: TextLine, seen: { accounts: number; people: number }): PopulationLine {
  const shape = new Shape(line);
  const value = parse(line, text);
  const keys = ['account', 'user', 'owner', 'member', 'grants', 'names', 'end'];
  const fields = shape.fields(value, 'it', keys);
  if (fields['end'] !== undefined) return readEnd(shape, line, fields, seen);
  const account = readAccount(shape, fields['account']);
  const names = readNames(shape, fields['names']);
  if (fields['user'] === undefined) {
    shape.fields(fields, 'a line without user', ['account', 'names']);
    return { kind: 'account', line, account, names };
  }
  const user = shape.fields(fields['user'], 'user', ['id', 'name', 'email']);
  const grants = fields['grants'];
  if (!Array.isArray(grants)) return shape.fault('grants', 'is not a list');
  return {
    kind: 'person',
    line,
    account,
    user: {
      id: shape.id(user['id'], 'user.id'),
      name: shape.text(user['name'], 'user.name'),
      ...(user['email'] == null ? {} : { email: shape.text(user['email'], 'user.email') }),
    },
    owner: shape.flag(fields['owner'], 'owner'),
    member: readMember(shape, fields['member']),
    grants: grants.map((grant, index) => readGrant(shape, grant, `grants[${index}]`, index)),
    names,
  };
}

function parse(line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PopulationError(line, 'is not JSON');
  }
}

function readAccount(shape: Shape, value: unknown): PopulationAccount {
  const account = shape.fields(value, 'account', ['id', 'name', 'state']);
  return {
    id: shape.id(account['id'], 'account.id'),
    name: shape.text(account['name'], 'account.name'),
    state: shape.state(account['state'], 'account.state'),
  };
}

const noNames: ReadonlyMap<string, string> = new Map();

function readNames(shape: Shape, value: unknown): ReadonlyMap<string, string> {
  if (value == null) return noNames;
  const entries = Object.entries(shape.fields(value, 'names', [], () => true));
  if (entries.length === 0) return noNames;
  return new Map(entries.map(([id, name]) => [shape.id(id, `names.${id}`), shape.text(name, `names.${id}`)]));
}

function readEnd(
  shape: Shape,
  line: number,
  fields: Fields,
  seen: { accounts: number; people: number },
): PopulationEnd {
  shape.fields(fields, 'the end line', ['end']);
  const end = shape.fields(fields['end'], 'end', ['accounts', 'people']);
  const [accounts, people] = [
    shape.count(end['accounts'], 'end.accounts'),
    shape.count(end['people'], 'end.people'),
  ];
  if (accounts !== seen.accounts || people !== seen.people)
    shape.fault(
      'end',
      `counts ${accounts} accounts and ${people} people, read were ${seen.accounts} and ${seen.people}`,
    );
  return { kind: 'end', line };
}

/** The same person as facts for the policy, at an instant. */
export function factsOf(person: Person, now: Date): Facts {
  const { id, state } = person.account;
  const member = person.member && { ...person.member, epoch: 0 };
  const account = { id, state, epoch: 0 };
  return { userId: person.user.id, account, owner: person.owner, member, grants: person.grants, now };
}
