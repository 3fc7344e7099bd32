import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kinds = ['en', 'fr'].flatMap((locale) =>
  ['light', 'dark'].flatMap((theme) => [1280, 360].map((width) => `${locale}-${theme}-${width}`)),
);

/** All pictures on one sheet, a row for each page. */
export function writeSheet(folder: string, names: readonly string[]): void {
  const rows = names.map((name) => {
    const pictures = kinds.map((kind) => {
      const file = `${name}-${kind}.png`;
      return `<a href="${file}" title="${kind}"><img loading="lazy" src="${file}" alt="${kind}"></a>`;
    });
    return `<h2>${name}</h2><p>${pictures.join('')}</p>`;
  });
  const style =
    'body{font:16px system-ui;margin:2rem}img{height:320px;margin:0 8px 8px 0;border:1px solid #999}p{white-space:nowrap;overflow-x:auto}';
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>${style}</style><h1>Screenshots</h1>${rows.join('')}</html>`;
  writeFileSync(join(folder, 'index.html'), page);
}
