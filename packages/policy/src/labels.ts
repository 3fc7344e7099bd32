import type { CatalogueFile } from './catalogue.ts';
import type { Faults } from './faults.ts';
import { readWords, type Words } from './words.ts';
import { YamlFile } from './yaml.ts';

export interface PermissionLabel {
  readonly name: string;
  /** One sentence: what the holder does with it. */
  readonly consequence: string;
  /** Why it is sensitive. */
  readonly sensitive?: string;
}

export interface PresetLabel {
  readonly name: string;
  /** The situation, in the words of the person who has it. */
  readonly situation: string;
  /** What it is and what not, in a few words. */
  readonly line: string;
}

export interface Labels {
  readonly areas: ReadonlyMap<string, string>;
  readonly permissions: ReadonlyMap<string, PermissionLabel>;
  readonly presets: ReadonlyMap<string, PresetLabel>;
  readonly words: Words;
}

/** Reads the words of one language; every area, permission and preset of the catalogue must have its own. */
export function readLabels(file: string, text: string, catalogue: CatalogueFile, faults: Faults): Labels {
  const yaml = new YamlFile(file, text, faults);
  const labels = {
    areas: new Map<string, string>(),
    permissions: new Map<string, PermissionLabel>(),
    presets: new Map<string, PresetLabel>(),
  };
  if (!yaml.broken) {
    yaml.only([], ['areas', 'permissions', 'presets', 'words']);
    yaml.only(['areas'], [...catalogue.areas.keys()]);
    yaml.only(['permissions'], [...catalogue.permissions.keys()]);
    yaml.only(['presets'], [...catalogue.presets.keys()]);
    for (const area of catalogue.areas.keys())
      labels.areas.set(area, yaml.text(['areas', area, 'name'], 'write its name'));
    for (const { name, sensitive } of catalogue.permissions.values()) {
      const path = ['permissions', name];
      const label = {
        name: yaml.text([...path, 'name'], 'write its name'),
        consequence: yaml.text([...path, 'consequence'], 'write one sentence: what its holder does'),
      };
      const reason = () => yaml.text([...path, 'sensitive'], 'write why it is sensitive');
      labels.permissions.set(name, sensitive ? { ...label, sensitive: reason() } : label);
    }
    for (const preset of catalogue.presets.keys()) {
      const path = ['presets', preset];
      labels.presets.set(preset, {
        name: yaml.text([...path, 'name'], 'write its name'),
        situation: yaml.text([...path, 'situation'], 'write when one needs it'),
        line: yaml.text([...path, 'line'], 'write what it is and what not'),
      });
    }
  }
  return { ...labels, words: readWords(yaml, catalogue) };
}
