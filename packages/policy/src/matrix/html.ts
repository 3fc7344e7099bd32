import type { Bundle } from '../bundle.ts';
import type { PermissionDef } from '../catalogue.ts';
import type { Locale } from '../files.ts';
import type { Labels } from '../labels.ts';
import type { Preset } from '../presets.ts';
import { matrixOf, type Mark, type MatrixRow } from './matrix.ts';
import { style } from './style.ts';
import { pageWords } from './words.ts';

/** Drawn, not written: few fonts hold such signs. */
const icons = `<svg class="hidden" aria-hidden="true">
<symbol id="written" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="currentColor"/><path d="m4.5 8.2 2.4 2.4 4.6-5" fill="none" stroke="var(--page)" stroke-width="1.75"/></symbol>
<symbol id="implied" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m4.8 8.2 2.2 2.2 4.2-4.6" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
<symbol id="sensitive" viewBox="0 0 16 16"><path d="M8 2 15 14H1Z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M8 6.5v3.2m0 1.3v1.2" stroke="currentColor" stroke-width="1.5"/></symbol>
</svg>`;
const icon = (name: string) => `<svg class="icon ${name}" aria-hidden="true"><use href="#${name}"/></svg>`;

/** One page, complete in itself: who reads it needs no program but a browser, and no knowledge of files. */
export function htmlMatrix(bundle: Bundle, locale: Locale): string {
  const { presets, rows } = matrixOf(bundle);
  const labels = bundle.labels[locale];
  const words = pageWords[locale];
  const heads = presets.map((preset) => `<th scope="col">${presetName(preset, labels)}</th>`);
  const areas = [...bundle.catalogue.areas.keys()].map((area) => {
    const own = rows.filter((row) => row.permission.area === area);
    const head = `<tr><th class="area" scope="rowgroup" colspan="${presets.length + 1}">${areaName(area, labels)}</th></tr>`;
    return `<tbody>\n${[head, ...own.map((row) => rowOf(row, labels, locale))].join('\n')}\n</tbody>`;
  });
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(words.title)}</title>
<style>${style}</style>
</head>
<body>
${icons}
<main>
<h1>${text(words.title)}</h1>
<p class="quiet">${text(words.intro)}</p>
<h2 id="presets">${text(words.presets)}</h2>
<ul class="presets" aria-labelledby="presets">
${presets.map((preset) => presetOf(preset, labels, locale)).join('\n')}
</ul>
<h2 id="table">${text(words.table)}</h2>
<ul class="legend">
<li>${icon('written')} ${text(words.signs.written)}</li>
<li>${icon('implied')} ${text(words.signs.implied)}</li>
</ul>
<div class="scroll" role="region" aria-labelledby="table" tabindex="0">
<table aria-labelledby="table">
<thead>
<tr><th scope="col">${text(words.permission)}</th>${heads.join('')}</tr>
</thead>
${areas.join('\n')}
</table>
</div>
</main>
</body>
</html>
`;
}

function presetOf(preset: Preset, labels: Labels, locale: Locale): string {
  const label = labels.presets.get(preset.name);
  const words = pageWords[locale];
  const lines = [`<strong>${presetName(preset, labels)}</strong>`];
  if (label) lines.push(text(label.situation), `<span>${text(label.line)}</span>`);
  const areas = preset.asks.map((area) => labels.areas.get(area) ?? area);
  if (areas.length > 0) lines.push(`<span class="asks">${text(words.asks(areas.join(', ')))}</span>`);
  if (preset.suggestsDays !== undefined) lines.push(`<span>${text(words.days(preset.suggestsDays))}</span>`);
  return `<li>${lines.join('\n')}</li>`;
}

function rowOf({ permission, marks }: MatrixRow, labels: Labels, locale: Locale): string {
  return `<tr>${permissionHead(permission, labels, locale)}${marks.map((mark) => cellOf(mark, locale)).join('')}</tr>`;
}

function permissionHead(permission: PermissionDef, labels: Labels, locale: Locale): string {
  const label = labels.permissions.get(permission.name);
  const lines = [
    `<strong>${text(label?.name ?? permission.name)}</strong>`,
    `<span class="quiet">${text(label?.consequence ?? '')}</span>`,
  ];
  const words = pageWords[locale];
  if (label?.sensitive !== undefined)
    lines.push(`<span class="warned">${icon('sensitive')} ${text(words.sensitive(label.sensitive))}</span>`);
  if (!permission.delegable) lines.push(`<span>${text(words.ownerOnly)}</span>`);
  return `<th scope="row">${lines.join('')}</th>`;
}

function cellOf(mark: Mark, locale: Locale): string {
  const said = `<span class="hidden">${text(pageWords[locale].signs[mark])}</span>`;
  return `<td>${mark === 'none' ? '' : icon(mark)}${said}</td>`;
}

const presetName = (preset: Preset, labels: Labels): string =>
  text(labels.presets.get(preset.name)?.name ?? preset.name);
const areaName = (area: string, labels: Labels): string => text(labels.areas.get(area) ?? area);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
