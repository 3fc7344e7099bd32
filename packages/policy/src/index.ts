export { loadBundle, type Bundle } from './bundle.ts';
export { catalogue, permissionLabel, presets } from './catalogue-view.ts';
export type { AreaEntry, PermissionEntry, PresetEntry } from './catalogue-view.ts';
export { PolicyFilesError, PolicyRequestError, type Fault } from './faults.ts';
export { activeGrants, memberActive } from './facts.ts';
export type { AccountState, Facts, Grant, GrantSpec, MemberFacts } from './facts.ts';
export { locales, ownPolicies, type Locale } from './files.ts';
export type { Area, DelegablePermission, Permission, Preset, Resources, ScopedArea } from './generated.ts';
export { isId } from './address.ts';
export type { Scope } from './scope.ts';
export { loadSlice, sliceOf, type Decision, type ScopeAnswer, type Slice } from './slice.ts';
export * from './policy/index.ts';
export { explain, type Explanation, type Match, type Missing } from './explain.ts';
export { memberStanding, type Standing } from './standing.ts';
export { covers, type Rights } from './rights.ts';
export {
  canGive,
  cutToGiveable,
  fixed,
  giveable,
  mayGive,
  mayGiveLive,
  mayKeepLive,
  mayTouch,
} from './giving.ts';
export { clipped } from './clipping.ts';
export { checkGrantSpec, type GrantProblem } from './grant-spec.ts';
export { describe, type DescribeOptions, type Description } from './describe/index.ts';
export { diff, type Change } from './describe/diff.ts';
export type { Part, Sentence } from './describe/text.ts';
export type { Mood } from './words.ts';
