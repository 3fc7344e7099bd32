import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { locales, type Locale } from '../files.ts';
import { htmlMatrix } from '../matrix/html.ts';
import { markdownMatrix } from '../matrix/markdown.ts';
import { matrixJson } from '../matrix/matrix.ts';
import type { Io } from './io.ts';
import { bundleOf, common, folderOf, type Common } from './options.ts';
import { checkMade, writeMade } from './write.ts';

interface MatrixOptions extends Common {
  out?: string;
  html?: string;
  locale: Locale;
  check?: boolean;
}

export function matrixCommand(program: Command, io: Io): void {
  const locale = new Option('--locale <locale>', 'language of the HTML page').choices(locales).default('en');
  const command = program
    .command('matrix')
    .description('presets by permissions: Markdown for reviews, HTML to look at')
    .option('--out <file>', 'where to write the Markdown (default: stdout)')
    .option('--html <file>', 'write a page instead, complete in itself; - for stdout')
    .addOption(locale)
    .option('--check', 'write nothing; exit 1 when MATRIX.md (or --out) is stale')
    .action((options: MatrixOptions) => matrix(options, io));
  common(command, ['matrix', 'matrix --check', 'matrix --html matrix.html --locale fr']);
}

async function matrix(options: MatrixOptions, io: Io): Promise<void> {
  const bundle = await bundleOf(options, io);
  if (options.json) {
    io.out(`${JSON.stringify(matrixJson(bundle), undefined, 2)}\n`);
  } else if (options.html !== undefined) {
    await writeMade([{ path: options.html, text: htmlMatrix(bundle, options.locale) }], io);
  } else if (options.check) {
    const path = options.out ?? join(await folderOf(options, io), 'MATRIX.md');
    await checkMade(
      [{ path, text: markdownMatrix(bundle) }],
      io,
      `matrix --out ${options.out ?? 'MATRIX.md'}`,
    );
  } else {
    await writeMade([{ path: options.out ?? '-', text: markdownMatrix(bundle) }], io);
  }
}
