import { stringify } from 'yaml';
import { shippedModel } from '../../model.ts';
import type { Area, Definition } from './definition.ts';

/** The policy files that say what a definition says, as a team would have written them. */
export function filesOf(definition: Definition): Map<string, string> {
  const { areas, presets, owner } = definition;
  const row = (role: string, permission: string, effect: string) =>
    `p, role:${role}, *, ${patternOf(areas, permission)}, ${permission.split(':')[1]}, ${effect}`;
  const all = areas.flatMap((area) => area.actions.map((action) => ({ area, action })));
  const denied = (state: 'suspended' | 'closed') =>
    all
      .filter(({ action }) => state === 'closed' || action.suspended === 'deny')
      .map(({ area, action }) => row(`account.${state}`, `${area.name}:${action.name}`, 'deny'));
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
  return new Map([
    ['model.conf', shippedModel],
    ['catalogue.yaml', stringify(catalogueOf(definition))],
    ['owner.csv', text(owner.map((permission) => row('owner', permission, 'allow')))],
    [
      'guardrails.csv',
      text(['p, role:nobody, none, none, none, deny', ...denied('suspended'), ...denied('closed')]),
    ],
    ...['en', 'fr'].map((locale): [string, string] => [
      `labels.${locale}.yaml`,
      stringify(labelsOf(definition)),
    ]),
    ...presets.map(({ name, own, includes }): [string, string] => [
      `presets/${name}.csv`,
      text([
        ...includes.map((other) => `g, role:${name}, role:${other}, *`),
        ...own.map((permission) => row(name, permission, 'allow')),
      ]),
    ]),
  ]);
}

export function patternOf(areas: readonly Area[], permission: string): string {
  const [name, action] = permission.split(':');
  const found = areas.find((area) => area.name === name)?.actions.find((one) => one.name === action);
  return found?.onPart ? `${name}/part/**` : `${name}/**`;
}

function catalogueOf({ areas, presets }: Definition) {
  return {
    areas: Object.fromEntries(
      areas.map(({ name, scoped, part, actions }) => [
        name,
        {
          scoped,
          addresses: [
            name,
            ...(part ? [`${name}/part`, `${name}/part/*`, `${name}/other/*`] : [`${name}/*`]),
          ],
          permissions: Object.fromEntries(
            actions.map(({ name: action, onPart, ...rest }) => [
              action,
              onPart ? { ...rest, on: `${name}/part/**` } : rest,
            ]),
          ),
        },
      ]),
    ),
    presets: Object.fromEntries(presets.map(({ name }) => [name, {}])),
  };
}

function labelsOf({ areas, presets }: Definition) {
  const names = areas.flatMap((area) => area.actions.map((action) => `${area.name}:${action.name}`));
  const join = { comma: ', ', two: ' and ', last: ' and ' };
  const pair = ['one', '{n}'];
  const forms = {
    count: pair,
    hidden: pair,
    exceptCount: pair,
    exceptHidden: pair,
    gone: pair,
    exceptGone: pair,
  };
  const some = { except: 'all but {list}', more: pair, these: 'these {n}', exceptThese: 'all but these {n}' };
  return {
    areas: Object.fromEntries(areas.map(({ name }) => [name, { name }])),
    permissions: Object.fromEntries(names.map((name) => [name, { name, consequence: `${name}.` }])),
    presets: Object.fromEntries(presets.map(({ name }) => [name, { name, situation: name, line: name }])),
    words: {
      owner: { title: 'Owner', does: 'Everything' },
      everything: 'Everything',
      nothing: 'Nothing',
      until: 'until {date}',
      from: 'from {date}',
      clause: '; ',
      list: join,
      moods: { now: '', would: '', will: '' },
      scopes: Object.fromEntries(
        areas.filter((area) => area.scoped).map(({ name }) => [name, { all: 'all', ...forms, ...some }]),
      ),
      verbs: {},
      does: names.map((name) => ({ says: [name], text: name })),
      can: names.map((name) => ({ says: [name], text: name })),
      lookOnly: { of: [], text: 'Looks' },
      limit: [],
      cannot: [],
    },
  };
}
