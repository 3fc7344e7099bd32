import type { CatalogueFile } from '../catalogue.ts';
import type { Faults } from '../faults.ts';
import type { PolicyFiles } from '../files.ts';
import { YamlFile } from '../yaml.ts';
import { didYouMean } from './nearest.ts';
import { kinds, namesOf, readPublished, type Kind, type Names } from './published.ts';

/** A permission or preset that once existed; grants of that name give nothing any more. */
export interface RetiredName {
  readonly kind: Kind;
  readonly name: string;
  readonly on: string;
  /** Names that took over; none when nothing did. */
  readonly instead: readonly string[];
}

const file = 'retired.yaml';

/** Reads retired.yaml and holds it against the catalogue and the names ever published. */
export function readRetired(files: PolicyFiles, catalogue: CatalogueFile, faults: Faults): RetiredName[] {
  const published = readPublished(files, faults);
  const current = namesOf(catalogue);
  const yaml = new YamlFile(file, files.get(file) ?? '{}', faults);
  if (yaml.broken) return [];
  yaml.only([], kinds);
  const retired = kinds.flatMap((kind) => {
    const names = yaml.get([kind]) === undefined ? [] : yaml.keys([kind]);
    return names.map((name) => readLine(yaml, kind, name, current, published));
  });
  for (const kind of kinds) {
    for (const name of published[kind]) {
      if (current[kind].has(name) || retired.some((line) => line.kind === kind && line.name === name))
        continue;
      const line = `${name}: { on: 2026-01-31, instead: [] }`;
      yaml.fault([kind], `${name} was dropped without a line`, `add ${line} under ${kind}, with the day`);
    }
  }
  return retired;
}

function readLine(yaml: YamlFile, kind: Kind, name: string, current: Names, published: Names): RetiredName {
  const path = [kind, name];
  yaml.only(path, ['on', 'instead']);
  if (current[kind].has(name)) {
    const message = `${name} is retired, but the catalogue has it: old grants would come alive again`;
    yaml.fault(path, message, 'choose another name');
  }
  if (!published[kind].has(name))
    yaml.fault(path, `${name} was never published`, didYouMean(name, published[kind]));
  const on = yaml.text([...path, 'on'], 'write the day it was dropped');
  const day = new Date(`${on}T00:00:00Z`);
  if (on !== '' && (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(on)))
    yaml.fault([...path, 'on'], `${on} is no day`, 'write year-month-day');
  if (yaml.get([...path, 'instead']) === undefined)
    yaml.fault(path, `${name} does not say what took over`, 'add instead: [names], [] for nothing');
  const instead = yaml.texts([...path, 'instead']);
  for (const other of instead) {
    if (current[kind].has(other)) continue;
    yaml.fault([...path, 'instead'], `${other} does not exist`, didYouMean(other, current[kind]));
  }
  return { kind, name, on, instead };
}
