import { isId } from '../address.ts';
import type { GrantSpec } from '../facts.ts';
import { didYouMean } from '../lint/nearest.ts';
import type { Scope } from '../scope.ts';
import { ownerName } from './case.ts';
import { said, type Path, type Reader } from './reader.ts';

export function readPeople(reader: Reader): Map<string, GrantSpec[]> {
  const people = new Map<string, GrantSpec[]>();
  const { yaml } = reader;
  if (yaml.get(['people']) === undefined) return people;
  for (const name of yaml.keys(['people'])) {
    const path = ['people', name];
    if (name === ownerName)
      yaml.fault(path, `${ownerName} is there already, with every right`, 'leave it out');
    const grants = Array.from({ length: reader.size(path) }, (_, index) =>
      readGrant(reader, [...path, index]),
    );
    people.set(name, grants);
  }
  return people;
}

/** A grant as it is stored, with `all` for a whole area and `everywhere: true` for all `areas` at once. */
export function readGrant(
  reader: Reader,
  path: Path,
  areas = [...reader.bundle.catalogue.areas.values()],
): GrantSpec {
  const { yaml } = reader;
  const names = [...reader.bundle.catalogue.areas.keys()];
  yaml.only(path, ['preset', 'permission', ...names, 'everywhere', 'start', 'end']);
  const everywhere = yaml.flag([...path, 'everywhere'], false);
  const dates = (['start', 'end'] as const).flatMap((key) =>
    yaml.get([...path, key]) === undefined ? [] : [[key, reader.date([...path, key])] as const],
  );
  const scopes = areas.flatMap(({ name, scoped }) => {
    if (everywhere || yaml.get([...path, name]) === 'all') return [[name, scoped ? { except: [] } : true]];
    if (yaml.get([...path, name]) === undefined) return [];
    const value = scoped ? readScope(reader, [...path, name], name) : yaml.flag([...path, name], false);
    return [[name, value]];
  });
  const said = Object.fromEntries<unknown>([...scopes, ...dates] as [string, unknown][]);
  return { ...readName(reader, path), ...said };
}

function readName(reader: Reader, path: Path): GrantSpec {
  const { yaml, bundle } = reader;
  const [preset, permission]: unknown[] = [yaml.get([...path, 'preset']), yaml.get([...path, 'permission'])];
  if ((preset === undefined) === (permission === undefined))
    yaml.fault(path, 'a grant is of one preset or of one permission', 'write one of preset: and permission:');
  else if (permission !== undefined) {
    return reader.knows([...path, 'permission'], permission) ? { permission } : {};
  } else if (typeof preset === 'string' && bundle.presets.has(preset)) return { preset };
  else {
    const message = `unknown preset ${said(preset)}`;
    yaml.fault([...path, 'preset'], message, didYouMean(said(preset), bundle.presets.keys()));
  }
  return {};
}

/** `{ only: […] }` or `{ except: […] }`, by ids or by the names of things. */
export function readScope(reader: Reader, path: Path, area: string): Scope {
  const { yaml } = reader;
  const value = yaml.get(path);
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const [key] = keys;
  if (keys.length !== 1 || (key !== 'only' && key !== 'except')) {
    yaml.fault(path, `${said(value)} is no scope`, 'write all, { only: [one] } or { except: [one] }');
    return { only: [] };
  }
  const ids = yaml.texts([...path, key]).map((word) => {
    const address = reader.named(word) ?? '';
    const id = address.startsWith(`${area}/`) ? address.slice(area.length + 1) : word;
    if (!isId(id))
      yaml.fault([...path, key], `no ${area} are called ${word}`, didYouMean(word, reader.things.keys()));
    return id;
  });
  return key === 'only' ? { only: ids } : { except: ids };
}
