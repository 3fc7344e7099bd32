import { applies } from '../address.ts';
import type { AccountState, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';
import { didYouMean } from '../lint/nearest.ts';
import { givings, memberStates, ownerName, type PolicyCase, type Where } from './case.ts';
import { readGrant, readScope } from './read-people.ts';
import type { Path, Reader } from './reader.ts';

type People = ReadonlyMap<string, readonly GrantSpec[]>;
type Situation = Omit<PolicyCase, 'kind' | 'expected'>;

const situationKeys = ['account', 'member', 'at', 'why'];
const states: readonly AccountState[] = ['active', 'suspended', 'closed'];

/** All cases of a file, in its order: `cases`, then `lists`, then `giving`. */
export function readEntries(reader: Reader, people: People, now: Date): PolicyCase[] {
  const entries = (section: string, read: (path: Path) => PolicyCase[]) =>
    Array.from({ length: reader.size([section]) }, (_, index) => read([section, index])).flat();
  const all = [
    ...entries('cases', (path) => readCase(reader, path, people, now)),
    ...entries('lists', (path) => readList(reader, path, people, now)),
    ...entries('giving', (path) => readGiving(reader, path, people, now)),
  ];
  refuseRepeated(reader, all);
  return all;
}

function readCase(reader: Reader, path: Path, people: People, now: Date): PolicyCase[] {
  reader.yaml.only(path, ['who', 'action', 'resource', 'expected', ...situationKeys]);
  const situation = readSituation(reader, path, now);
  const who = readWho(reader, path, people);
  const resource = reader.address([...path, 'resource']);
  const expected = reader.oneOf([...path, 'expected'], ['allowed', 'refused'] as const) ?? 'refused';
  return reader.permissions([...path, 'action']).flatMap((action) => {
    if (!fitting(reader, path, action, resource)) return [];
    return [{ kind: 'may' as const, ...situation, who, action, resource, expected }];
  });
}

/** A list leaves out one of who, action and resource (or the last two), and expects every answer to it. */
function readList(reader: Reader, path: Path, people: People, now: Date): PolicyCase[] {
  const { yaml } = reader;
  yaml.only(path, ['who', 'action', 'resource', 'expected', ...situationKeys]);
  const open = ['who', 'action', 'resource'].filter((key) => yaml.get([...path, key]) === undefined);
  const situation = readSituation(reader, path, now);
  if (open.join() === 'action,resource') {
    const who = readWho(reader, path, people);
    return [{ kind: 'everything', ...situation, who, expected: readEverything(reader, path) }];
  }
  if (open.length !== 1) {
    const message = `a list leaves out one of who, action and resource, this one ${open.join(', ') || 'none'}`;
    yaml.fault(path, message, 'what is left out is what the list expects');
    return [];
  }
  if (open[0] === 'resource') {
    const who = readWho(reader, path, people);
    return reader.permissions([...path, 'action']).map((action) => {
      const expected = readWhere(reader, [...path, 'expected'], action);
      return { kind: 'where' as const, ...situation, who, action, expected };
    });
  }
  const resource = reader.address([...path, 'resource']);
  const names = yaml.texts([...path, 'expected']);
  if (yaml.get([...path, 'expected']) === undefined)
    yaml.fault(path, 'expected is missing', 'write every answer, [] for none');
  if (open[0] === 'action') {
    for (const name of names) reader.knows([...path, 'expected'], name);
    return [{ kind: 'what', ...situation, who: readWho(reader, path, people), resource, expected: names }];
  }
  for (const name of names) knownPerson(reader, [...path, 'expected'], name, people);
  return reader
    .permissions([...path, 'action'])
    .filter((action) => fitting(reader, path, action, resource))
    .map((action) => ({ kind: 'who' as const, ...situation, action, resource, expected: names }));
}

function readGiving(reader: Reader, path: Path, people: People, now: Date): PolicyCase[] {
  reader.yaml.only(path, ['who', 'gives', 'expected', ...situationKeys]);
  const situation = readSituation(reader, path, now);
  const { preset, ...grant } = readGrant(reader, [...path, 'gives'], areasUsed(reader, [...path, 'gives']));
  const expected = reader.oneOf([...path, 'expected'], givings) ?? 'refused';
  if (preset != null)
    return [
      {
        kind: 'gives',
        ...situation,
        who: readWho(reader, path, people),
        gives: { ...grant, preset },
        expected,
      },
    ];
  reader.yaml.fault([...path, 'gives'], 'giving is asked about presets', 'write gives: { preset: … }');
  return [];
}

function readSituation(reader: Reader, path: Path, now: Date): Situation {
  const { yaml } = reader;
  return {
    file: reader.file,
    line: yaml.line(path),
    account: reader.oneOf([...path, 'account'], states, 'active') ?? 'active',
    member: reader.oneOf([...path, 'member'], memberStates, 'active') ?? 'active',
    at: (yaml.get([...path, 'at']) === undefined ? now : reader.date([...path, 'at'])) ?? now,
    why: yaml.text([...path, 'why'], 'say in one sentence why it has to be so'),
  };
}

function readWho(reader: Reader, path: Path, people: People): string {
  const who = reader.yaml.text([...path, 'who'], `write ${ownerName} or one of people`);
  if (who !== '') knownPerson(reader, [...path, 'who'], who, people);
  return who;
}

function knownPerson(reader: Reader, path: Path, name: string, people: People): void {
  if (name === ownerName || people.has(name)) return;
  reader.yaml.fault(path, `nobody is called ${name}`, didYouMean(name, [...people.keys(), ownerName]));
}

function readEverything(reader: Reader, path: Path): Record<string, Where> {
  const at = [...path, 'expected'];
  if (reader.yaml.get(at) === undefined) {
    reader.yaml.fault(path, 'expected is missing', 'write each permission with where it holds, {} for none');
    return {};
  }
  const names = reader.yaml.keys(at).filter((name) => reader.knows([...at, name], name));
  return Object.fromEntries(names.map((name) => [name, readWhere(reader, [...at, name], name)]));
}

/** A grant of a preset names areas in which the preset gives something; the others would make it faulty. */
function areasUsed(reader: Reader, path: Path) {
  const { bundle, yaml } = reader;
  const preset = bundle.presets.get(String(yaml.get([...path, 'preset'])));
  const used = preset?.permissions.map((name) => bundle.catalogue.permissions.get(name)?.area) ?? [];
  return [...bundle.catalogue.areas.values()].filter((area) => used.includes(area.name));
}

function readWhere(reader: Reader, path: Path, action: string): Where {
  const value = reader.yaml.get(path);
  if (value === 'all') return { except: [] };
  if (value === 'none') return { only: [] };
  const within: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'within') : undefined;
  if (within !== undefined) return { within: reader.yaml.texts([...path, 'within']) };
  if (value !== undefined) return readScope(reader, path, action.split(':')[0] ?? '');
  reader.yaml.fault(
    path.slice(0, -1),
    'expected is missing',
    'write all, none, { only: … } or { except: … }',
  );
  return { only: [] };
}

/** Does the permission apply there at all? Another area's resource is a slip, not a refusal. */
function fitting(reader: Reader, path: Path, action: Permission, resource: string): boolean {
  const permission = reader.bundle.catalogue.permissions.get(action);
  if (resource === '' || !permission) return false;
  if (applies(permission, resource)) return true;
  const message = `${action} does not apply to ${resource}`;
  reader.yaml.fault([...path, 'resource'], message, `it applies to ${permission.on}`);
  return false;
}

/** The same question twice proves nothing, and may contradict itself. */
function refuseRepeated(reader: Reader, all: readonly PolicyCase[]): void {
  const seen = new Map<string, number>();
  for (const { line, why: _why, expected: _expected, ...question } of all) {
    const key = JSON.stringify(question);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else {
      const message = `the same is asked at ${reader.file}:${first}`;
      reader.faults.add(reader.file, line, 1, message, 'remove one of the two');
    }
  }
}
