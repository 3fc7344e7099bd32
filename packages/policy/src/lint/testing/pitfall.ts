import { expect } from 'vitest';
import { loadBundle } from '../../bundle.ts';
import { personRows } from '../../explain/rows.ts';
import type { Facts, GrantSpec } from '../../facts.ts';
import { matchers } from '../../matchers.ts';
import { shippedModel } from '../../model.ts';
import { sliceOf } from '../../slice.ts';
import { member } from '../../testing/facts.ts';
import { addRow, replace, type Change } from './faults.ts';
import { filesWith } from './source.ts';

/**
 * A way in which node-casbin bends what a file says. `bad`: the files that would do it, and what lint says of each.
 * `because`: why no file can, with what can be held of that reason; some have both.
 */
export interface Pitfall {
  readonly about: string;
  readonly bad?: readonly (readonly [file: string, change: Change, says: string])[];
  readonly because?: string;
  readonly holds?: () => unknown;
}

export const bundle = await loadBundle();
const auditor = 'presets/auditor.csv';
const differs = 'differs from the model of this package; write ';
export const matcher = /^m = (.*)$/m.exec(shippedModel)?.[1] ?? '';
export const row = (text: string, says: string) => [auditor, addRow(text), says] as const;
export const model = (from: string, to: string) => ['model.conf', replace(from, to), differs] as const;
export const person = (grants: readonly GrantSpec[]): Facts => member(grants);
export const rowsOf = (facts: Facts) =>
  new Set(personRows(bundle, facts).candidates.map((each) => each.row.join()));
export const unused = (pattern: RegExp) => () => expect(filesWith(pattern)).toEqual([]);
export const ask = (permission: unknown, resource: unknown) => () =>
  sliceOf(bundle, person([])).check(permission as 'domains:view', resource as 'domains');
export const { resMatch } = matchers(new Map());
export const full: GrantSpec = {
  preset: 'full',
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};
