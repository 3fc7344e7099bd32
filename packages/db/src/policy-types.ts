/** What the rows give to the policy and take from it. */
export type { Epochs, Facts, Grant, GrantSource, GrantSpec, Pair, Scope } from '@mandate/policy';
