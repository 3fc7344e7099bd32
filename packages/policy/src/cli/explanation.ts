import type { Bundle } from '../bundle.ts';
import { permissionLabel } from '../catalogue-view.ts';
import type { Asleep } from '../explain/asleep.ts';
import type { Explanation, Match } from '../explain.ts';
import type { Locale } from '../files.ts';
import type { Person } from '../population/read.ts';

export interface Told {
  readonly bundle: Bundle;
  readonly person: Person;
  readonly names: ReadonlyMap<string, string>;
  readonly permission: string;
  readonly resource: string;
  readonly now: Date;
  readonly locale: Locale;
}

/** The explanation for a person at a terminal. */
export function explanationText(told: Told, found: Explanation): string {
  const { person, permission, now } = told;
  const rows = matchLines(found.matches);
  return [
    `${found.allowed ? 'ALLOWED' : 'REFUSED'}: ${person.user.name} (${person.user.id}), ${permission} on ${thing(told)}`,
    `in ${person.account.name} (${person.account.id}, ${person.account.state}), ${role(told, found)}, at ${now.toISOString()}`,
    '',
    rows.length > 0 ? 'Matching rows (* decides):' : 'No row matches.',
    ...rows,
    ...(found.asleep.length > 0 ? ['', 'Grants that do not count here and now:'] : []),
    ...found.asleep.map((each) => `  ${each.grant}  ${nameOf(each)}  ${reason(told, each)}`),
    ...(found.allowed ? [] : ['', ...denial(told, found)]),
    '',
  ].join('\n');
}

function thing({ resource, names }: Told): string {
  const name = names.get(resource.slice(resource.indexOf('/') + 1));
  return name === undefined ? resource : `${resource} (${name})`;
}

function role({ person }: Told, { standing }: Explanation): string {
  if (person.owner) return 'owner';
  return standing === 'active' ? 'member' : `member, ${standing.replace('_', ' ')}`;
}

/** Each row once, with all that it comes from. */
function matchLines(matches: readonly Match[]): string[] {
  const rows = Map.groupBy(matches, ({ row }) => row.join(', '));
  return [...rows].flatMap(([row, sources]) => [
    `${sources.some(({ decides }) => decides) ? '*' : ' '} p, ${row}`,
    ...sources.map((source) => `    from ${sourceOf(source)}`),
  ]);
}

function sourceOf({ file, line, grant, preset, through }: Match): string {
  const parts = [
    grant,
    preset !== undefined && `preset ${preset}`,
    file !== undefined && `${file}:${line}`,
    through !== undefined && `by ${through}`,
  ];
  return parts.filter((each) => typeof each === 'string').join(', ');
}

const nameOf = ({ preset, permission }: Asleep): string => preset ?? permission ?? '';

function reason({ bundle }: Told, each: Asleep): string {
  const retired = bundle.retired.find(({ name }) => name === nameOf(each));
  if (each.reason !== 'unknown name' || !retired) return each.reason;
  const instead = retired.instead.length > 0 ? `, now ${retired.instead.join(', ')}` : '';
  return `${each.reason}: retired on ${retired.on}${instead}`;
}

function denial({ bundle, locale, resource }: Told, { guardrail, missing, standing }: Explanation): string[] {
  if (guardrail)
    return [`Forbidden by the guardrail at ${guardrail.file}:${guardrail.line} (${guardrail.reason}).`];
  if (!missing) return [];
  const lines =
    standing === 'active' ? [] : [`As long as the member is ${standing.replace('_', ' ')}, no grant counts.`];
  if (bundle.catalogue.permissions.get(missing.permission)?.delegable === false)
    return [...lines, `Only the owner holds ${missing.permission}; it cannot be given.`];
  const label = permissionLabel(bundle, missing.permission, locale).name;
  const needs = `It would need ${missing.permission} (${label}) on ${missing.on}`;
  const presets = missing.presets.map((name) => bundle.labels[locale].presets.get(name)?.name ?? name);
  const held = presets.length > 0 ? `; presets that hold it, the smallest first: ${presets.join(', ')}` : '';
  const open =
    resource === missing.on && !resource.includes('/') && bundle.catalogue.areas.get(resource)?.scoped;
  return [...lines, `${needs}${open ? ', things added later included' : ''}${held}.`];
}
