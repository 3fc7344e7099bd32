import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const narrow = '\u202f';
const wide = '\u00a0';

/** French spaces and apostrophes. Values that the message compiler reads (`countPlural=*`) have none. */
function typeset(text: string): string {
  return text
    .replace(/(?<=[\p{L}}])'(?=[\p{L}{«])/gu, '’')
    .replace(/(?<=[^\s]) *[ \u00a0\u202f](?=[;!?](?:\s|$|[)»”]))/gu, narrow)
    .replace(/ (?=:(?:\s|$))/gu, wide)
    .replace(/« ?(?=\S)/gu, `«${wide}`)
    .replace(/(?<=\S) ?»/gu, `${wide}»`);
}

/** Rewrites the named parts as prettier wants them; spaces and apostrophes only in French. */
for (const part of process.argv.slice(2)) {
  for (const locale of ['en', 'fr']) {
    const file = join(import.meta.dirname, '../messages', locale, `${part}.json`);
    const values: unknown = JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) =>
      locale === 'fr' && typeof value === 'string' ? typeset(value) : value,
    );
    const style = await resolveConfig(file);
    writeFileSync(file, await format(JSON.stringify(values, null, 2), { ...style, parser: 'json' }));
  }
}
