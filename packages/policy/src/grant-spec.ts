import type { Bundle } from './bundle.ts';
import type { GrantSpec } from './facts.ts';
import { givenBy, namedBy } from './given.ts';
import { isEmpty, readScope } from './scope.ts';

export interface GrantProblem {
  /** `preset`, `permission`, an area, `start` or `end`. */
  readonly field: string;
  readonly code:
    | 'ONE_NAME'
    | 'UNKNOWN_NAME'
    | 'NEVER_DELEGABLE'
    | 'NOT_SCOPED'
    | 'AREA_NEEDED'
    | 'AREA_UNUSED'
    | 'MALFORMED_SCOPE'
    | 'EMPTY_SCOPE'
    | 'MALFORMED_DATE'
    | 'END_BEFORE_START'
    | 'GIVES_NOTHING';
}

/** Is this grant well made? Says nothing about who may give it. An empty list: it may be stored. */
export function checkGrantSpec(bundle: Bundle, spec: GrantSpec): GrantProblem[] {
  const problems = [...checkName(bundle, spec), ...checkDates(spec)];
  if (problems.some(({ field }) => field === 'preset' || field === 'permission')) return problems;
  for (const area of bundle.catalogue.areas.values())
    problems.push(...checkArea(bundle, spec, area.name, area.scoped));
  if (problems.length === 0 && givenBy(bundle, spec).length === 0)
    problems.push({ field: nameField(spec), code: 'GIVES_NOTHING' });
  return problems;
}

function nameField(spec: GrantSpec): 'preset' | 'permission' {
  return spec.preset == null ? 'permission' : 'preset';
}

function checkName(bundle: Bundle, spec: GrantSpec): GrantProblem[] {
  const field = nameField(spec);
  if ((spec.preset == null) === (spec.permission == null)) return [{ field, code: 'ONE_NAME' }];
  if (namedBy(bundle, spec)) return [];
  const known = spec.permission != null && bundle.catalogue.permissions.has(spec.permission);
  return [{ field, code: known ? 'NEVER_DELEGABLE' : 'UNKNOWN_NAME' }];
}

function checkDates(spec: GrantSpec): GrantProblem[] {
  const faulty = (date: unknown) => date != null && !(date instanceof Date && !Number.isNaN(date.getTime()));
  const fields = (['start', 'end'] as const).filter((field) => faulty(spec[field]));
  if (fields.length > 0) return fields.map((field) => ({ field, code: 'MALFORMED_DATE' }));
  const empty = spec.start != null && spec.end != null && spec.end.getTime() <= spec.start.getTime();
  return empty ? [{ field: 'end', code: 'END_BEFORE_START' }] : [];
}

function checkArea(bundle: Bundle, spec: GrantSpec, area: string, scoped: boolean): GrantProblem[] {
  const value: unknown = Object.hasOwn(spec, area) ? Reflect.get(spec, area) : undefined;
  const used = (namedBy(bundle, spec) ?? []).some(
    (name) => bundle.catalogue.permissions.get(name)?.area === area,
  );
  const needed =
    spec.permission != null || (bundle.presets.get(spec.preset ?? '')?.asks.includes(area) ?? false);
  if (value == null || value === false) return used && needed ? [{ field: area, code: 'AREA_NEEDED' }] : [];
  if (!used) return [{ field: area, code: 'AREA_UNUSED' }];
  if (!scoped) return value === true ? [] : [{ field: area, code: 'NOT_SCOPED' }];
  const scope = readScope(value);
  if (!scope) return [{ field: area, code: 'MALFORMED_SCOPE' }];
  return isEmpty(scope) ? [{ field: area, code: 'EMPTY_SCOPE' }] : [];
}
