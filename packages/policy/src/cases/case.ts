import type { AccountState, GrantSpec } from '../facts.ts';
import type { Permission } from '../generated.ts';

/** How a person of a case stands in the account. */
export const memberStates = ['active', 'suspended', 'removed', 'left', 'expired'] as const;
export type MemberState = (typeof memberStates)[number];

/** Whether somebody gives a preset tied to the files, as the permissions of now, or not at all (S6). */
export const givings = ['live', 'fixed', 'refused'] as const;
export type Giving = (typeof givings)[number];

/** Where somebody may do something: everywhere but some, exactly some, or only below an address. */
export type Where =
  | { readonly except: readonly string[] }
  | { readonly only: readonly string[] }
  | { readonly within: readonly string[] };

interface Situation {
  readonly file: string;
  readonly line: number;
  readonly account: AccountState;
  readonly member: MemberState;
  readonly at: Date;
  readonly why: string;
}

/** May this person do this there? */
export interface MayCase extends Situation {
  readonly kind: 'may';
  readonly who: string;
  readonly action: Permission;
  readonly resource: string;
  readonly expected: 'allowed' | 'refused';
}

/** Where may this person do this? */
export interface WhereCase extends Situation {
  readonly kind: 'where';
  readonly who: string;
  readonly action: Permission;
  readonly expected: Where;
}

/** Who of the people in the file, and the owner, may do this there? */
export interface WhoCase extends Situation {
  readonly kind: 'who';
  readonly action: Permission;
  readonly resource: string;
  readonly expected: readonly string[];
}

/** What may this person do there? */
export interface WhatCase extends Situation {
  readonly kind: 'what';
  readonly who: string;
  readonly resource: string;
  readonly expected: readonly string[];
}

/** All that this person may do, and where: each permission that is not named is expected nowhere. */
export interface EverythingCase extends Situation {
  readonly kind: 'everything';
  readonly who: string;
  readonly expected: Readonly<Record<string, Where>>;
}

/** May this person give this preset to somebody? */
export interface GivesCase extends Situation {
  readonly kind: 'gives';
  readonly who: string;
  readonly gives: GrantSpec & { readonly preset: string };
  readonly expected: Giving;
}

export type PolicyCase = MayCase | WhereCase | WhoCase | WhatCase | EverythingCase | GivesCase;

/** One file beside the policies: people with their grants, things with their names, and the cases about them. */
export interface CaseFile {
  readonly file: string;
  /** Grants by person; the owner is there without being written. */
  readonly people: ReadonlyMap<string, readonly GrantSpec[]>;
  /** Names of resources, for readers: `acme.example` is `domains/dom_acme`. */
  readonly things: ReadonlyMap<string, string>;
  readonly cases: readonly PolicyCase[];
}

export const ownerName = 'owner';
