export { Access, type PermissionOf, type Question, type Resource, type Vocabulary } from './access.ts';
export type { Monotonic } from './clock.ts';
export { PolicyDenied, PolicyUnavailable } from './errors.ts';
export { followPolicies, type Following, type FollowOptions } from './follow.ts';
export type { Freshness } from './freshness.ts';
export { MemoryGrants, type StoredFacts } from './memory.ts';
export { createPolicy, type Policy, type PolicyOptions } from './policy.ts';
export { loadProven } from './prove.ts';
export { tokenOf, type Epochs, type GrantSource, type Pair, type Token } from './source.ts';
