import type { CatalogueFile } from '../catalogue.ts';
import type { Faults } from '../faults.ts';
import type { PolicyFiles } from '../files.ts';
import { YamlFile } from '../yaml.ts';

export const kinds = ['areas', 'permissions', 'presets'] as const;
export type Kind = (typeof kinds)[number];
export type Names = Readonly<Record<Kind, ReadonlySet<string>>>;

const file = 'published.yaml';

/** Every name that the folder ever had: `types` writes it and never takes one out. Absent: none yet. */
export function readPublished(files: PolicyFiles, faults: Faults): Names {
  const text = files.get(file);
  if (text === undefined) return { areas: new Set(), permissions: new Set(), presets: new Set() };
  const yaml = new YamlFile(file, text, faults);
  if (!yaml.broken) yaml.only([], kinds);
  const read = (kind: Kind) => new Set(yaml.broken ? [] : yaml.texts([kind]));
  return { areas: read('areas'), permissions: read('permissions'), presets: read('presets') };
}

export function namesOf(catalogue: CatalogueFile): Names {
  const { areas, permissions, presets } = catalogue;
  return {
    areas: new Set(areas.keys()),
    permissions: new Set(permissions.keys()),
    presets: new Set(presets.keys()),
  };
}

/** The text of published.yaml: what it held before, and what the catalogue holds now. */
export function generatePublished(before: Names, catalogue: CatalogueFile): string {
  const now = namesOf(catalogue);
  const lists = kinds.map((kind) => {
    const names = [...new Set([...before[kind], ...now[kind]])].sort();
    return names.length === 0
      ? `${kind}: []`
      : [`${kind}:`, ...names.map((name) => `  - ${name}`)].join('\n');
  });
  const intro =
    '# Every name that ever was: made by `mandate-policy types`, which only adds. Grants may still hold them,\n' +
    '# so a name that leaves the catalogue needs its line in retired.yaml.\n';
  return `${intro}${lists.join('\n')}\n`;
}
