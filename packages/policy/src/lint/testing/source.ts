import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));
const test = /(^|\/)testing\/|\.(test|testing)\.ts$/;

/** The product's own code in this package, by path; tests aside. */
export const source: ReadonlyMap<string, string> = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !test.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

/** The files that match. */
export function filesWith(pattern: RegExp): string[] {
  return [...source].filter(([, text]) => pattern.test(text)).map(([path]) => path);
}
