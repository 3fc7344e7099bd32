import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadBundle } from './bundle.ts';
import { generateMatrix, generateTypes } from './generate.ts';

const bundle = await loadBundle();
const made = [
  { path: fileURLToPath(new URL('generated.ts', import.meta.url)), text: generateTypes(bundle) },
  { path: fileURLToPath(new URL('../policies/MATRIX.md', import.meta.url)), text: generateMatrix(bundle) },
];

for (const { path, text } of made) {
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${path} is stale: run node src/types.ts`);
    process.exitCode = 1;
  }
}
