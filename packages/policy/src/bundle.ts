import { createHash } from 'node:crypto';
import { readCatalogue, type CatalogueFile } from './catalogue.ts';
import { readRows } from './csv.ts';
import { expandAllows, type Expansion } from './expand.ts';
import { Faults } from './faults.ts';
import { ownPolicies, readPolicyFiles, type Locale, type PolicyFiles } from './files.ts';
import { readGuardrails, type GuardedState } from './guardrails.ts';
import { readLabels, type Labels } from './labels.ts';
import { readRetired, type RetiredName } from './lint/retired.ts';
import { checkModel, shippedModel } from './model.ts';
import { readPresets, type Preset } from './presets.ts';
import { refuseDuplicates, roleRows, type RoleRow } from './rows.ts';

/** A checked, flattened, unchanging set of policy files. Build a new one to change anything. */
export interface Bundle {
  /** Hash of the files. */
  readonly version: string;
  readonly model: string;
  readonly catalogue: CatalogueFile;
  readonly expansion: Expansion;
  readonly presets: ReadonlyMap<string, Preset>;
  readonly owner: readonly RoleRow[];
  readonly guardrails: ReadonlyMap<GuardedState, readonly RoleRow[]>;
  readonly labels: Readonly<Record<Locale, Labels>>;
  /** Names that grants may still hold, and that give nothing any more. */
  readonly retired: readonly RetiredName[];
}

/**
 * Reads and checks a folder of policy files, the package's own by default.
 * Throws {@link PolicyFilesError} with every fault (file, line, column, message); a broken bundle is never returned.
 */
export async function loadBundle(dir: string = ownPolicies): Promise<Bundle> {
  return buildBundle(await readPolicyFiles(dir));
}

export function buildBundle(files: PolicyFiles): Bundle {
  const faults = new Faults();
  const text = (name: string) => files.get(name) ?? '';
  checkModel(text('model.conf'), faults);
  const catalogue = readCatalogue('catalogue.yaml', text('catalogue.yaml'), faults);
  faults.settle();
  const rowsOf = new Map(
    [...files.keys()]
      .filter((name) => name.endsWith('.csv'))
      .map((name) => [name, readRows(name, text(name), faults)]),
  );
  refuseDuplicates([...rowsOf.values()].flat(), faults);
  const presetFiles = new Map([...rowsOf].filter(([name]) => name.startsWith('presets/')));
  const presets = readPresets(presetFiles, catalogue, faults);
  const owner = readOwner(rowsOf.get('owner.csv') ?? [], catalogue, faults);
  const guardrails = readGuardrails(rowsOf.get('guardrails.csv') ?? [], catalogue, faults);
  const read = (locale: Locale) =>
    readLabels(`labels.${locale}.yaml`, text(`labels.${locale}.yaml`), catalogue, faults);
  const labels = { en: read('en'), fr: read('fr') };
  const retired = readRetired(files, catalogue, faults);
  faults.settle();
  return {
    version: versionOf(files),
    model: shippedModel,
    catalogue,
    expansion: expandAllows(catalogue),
    presets,
    owner,
    guardrails,
    labels,
    retired,
  };
}

function readOwner(rows: ReturnType<typeof readRows>, catalogue: CatalogueFile, faults: Faults): RoleRow[] {
  for (const row of rows) {
    if (row.type === 'g')
      faults.add(row.file, row.line, 1, 'the owner includes nothing', 'write a p row for each permission');
  }
  return roleRows(rows, { roles: ['role:owner'], effect: 'allow' }, catalogue, faults);
}

function versionOf(files: PolicyFiles): string {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) hash.update(`${name}\0${files.get(name) ?? ''}\0`);
  return hash.digest('hex').slice(0, 16);
}
