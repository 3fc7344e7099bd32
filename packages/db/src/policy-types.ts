/** What the rows give to the policy and take from it. */
export type { Facts, Grant, GrantSpec, Scope } from '@mandate/policy';
