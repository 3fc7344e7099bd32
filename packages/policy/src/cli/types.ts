import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { buildBundle } from '../bundle.ts';
import { Faults } from '../faults.ts';
import { readPolicyFiles } from '../files.ts';
import { generateTypes } from '../generate.ts';
import { generatePublished, namesOf, readPublished } from '../lint/published.ts';
import type { Io } from './io.ts';
import { common, folderOf, type Common } from './options.ts';
import { checkMade, writeMade } from './write.ts';

interface TypesOptions extends Common {
  out?: string;
  check?: boolean;
}

export function typesCommand(program: Command, io: Io): void {
  const command = program
    .command('types')
    .description('write the names as TypeScript unions, and add new names to published.yaml')
    .option(
      '--out <file>',
      'where to write the unions, - for stdout (default: src/generated.ts of the package)',
    )
    .option('--check', 'write nothing; exit 1 when a file is stale')
    .action((options: TypesOptions) => types(options, io));
  common(command, ['types', 'types --check', 'types --policies ../policies --out src/names.ts']);
}

async function types(options: TypesOptions, io: Io): Promise<void> {
  const folder = await folderOf(options, io);
  const files = await readPolicyFiles(folder);
  const bundle = buildBundle(files);
  if (options.json) {
    const names = Object.entries(namesOf(bundle.catalogue)).map(([kind, all]) => [kind, [...all]]);
    io.out(`${JSON.stringify(Object.fromEntries(names), undefined, 2)}\n`);
    return;
  }
  const published = generatePublished(readPublished(files, new Faults()), bundle.catalogue);
  const made = [
    { path: options.out ?? ownTypes(options), text: generateTypes(bundle) },
    { path: join(folder, 'published.yaml'), text: published },
  ];
  await (options.check ? checkMade(made, io, 'types') : writeMade(made, io));
}

/** The unions of the package itself stand beside its sources; of any other folder nobody knows where. */
function ownTypes(options: Common): string {
  const own = fileURLToPath(new URL('../generated.ts', import.meta.url));
  return options.policies === undefined && existsSync(own) ? own : '-';
}
