import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '@inlang/paraglide-js';

const here = dirname(import.meta.dirname);
const target = join(here, 'generated');

/** Several processes build at once (turbo, tests, start): each compiles from a copy of its own, beside the
 * original so that relative paths hold, and then replaces only the files that differ, each in one rename. */
async function build(): Promise<number> {
  const project = join(here, `.build-${process.pid}.inlang`);
  const outdir = join(project, 'out');
  try {
    mkdirSync(project);
    cpSync(join(here, 'project.inlang/settings.json'), join(project, 'settings.json'));
    await compile({
      project,
      outdir,
      strategy: ['baseLocale'],
      outputStructure: 'locale-modules',
      disableAsyncLocalStorage: true,
      emitTsDeclarations: true,
      emitGitIgnore: false,
      emitPrettierIgnore: false,
      emitReadme: false,
    });
    elide(join(outdir, 'messages/fr.js'));
    return replace(outdir);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** « de {name} » must read « d’Acme » and « de Borealis »: only the value tells. H and y stay as they are. */
function elide(file: string): void {
  const before = readFileSync(file, 'utf8');
  const after = before.replaceAll(/\b(d|qu)e \$\{(i\?\.\w+)\}/gi, '${elided("$1", $2)}');
  const elided = `
const elided = (start, word) => (/^[aeiouàâäéèêëîïôöùûü]/i.test(word) ? start + '’' : start + 'e ') + word;
`;
  if (after !== before) writeFileSync(file, after + elided);
}

function replace(outdir: string): number {
  const fresh = files(outdir).sort((a, b) => depth(b) - depth(a));
  const changed = fresh.filter((file) => !same(join(outdir, file), join(target, file)));
  for (const file of changed) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    renameSync(join(outdir, file), join(target, file));
  }
  const stale = existsSync(target) ? files(target).filter((file) => !fresh.includes(file)) : [];
  for (const file of stale) rmSync(join(target, file), { force: true });
  return changed.length + stale.length;
}

/** What is imported must be there before what imports it: languages, then their index, then the entry. */
function depth(file: string): number {
  if (file.includes('_index')) return 1;
  return file.startsWith('messages.') ? 0 : 2;
}

function files(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(folder.length + 1));
}

function same(a: string, b: string): boolean {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

function checkSyntax(): void {
  for (const file of files(join(here, 'messages'))) {
    try {
      JSON.parse(readFileSync(join(here, 'messages', file), 'utf8'));
    } catch (error) {
      throw new Error(`packages/messages/messages/${file}: ${(error as Error).message}`, { cause: error });
    }
  }
}

checkSyntax();
const count = await build();
console.log(count === 0 ? 'messages: unchanged' : `messages: ${count} files written`);
