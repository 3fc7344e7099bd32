import { DefaultRoleManager } from 'casbin';
import { expect } from 'vitest';
import { PolicyRequestError } from '../../faults.ts';
import type { GrantSpec } from '../../facts.ts';
import { loadSlice, sliceOf } from '../../slice.ts';
import { inState } from '../../testing/facts.ts';
import { deepest } from '../roles.ts';
import { addRow, faultsOf, replace } from './faults.ts';
import {
  ask,
  bundle,
  full,
  matcher,
  model,
  person,
  resMatch,
  row,
  rowsOf,
  unused,
  type Pitfall,
} from './pitfall.ts';
import { filesWith, source } from './source.ts';

/** The first of the 33, by their number. */
export const pitfalls: Readonly<Record<number, Pitfall>> = {
  1: {
    about: 'every request scans every row',
    because: 'a slice holds the rows of one user in one account, however many grants there are',
    holds: () => {
      expect(rowsOf(inState(person([full]), 'closed')).size).toBeLessThan(60);
      const one = (id: string): GrantSpec => ({ permission: 'domains:manage', domains: { only: [id] } });
      const many = Array.from({ length: 1000 }, (_, index) => one(`dom_${index}`));
      expect(rowsOf(person(many)).size).toBe(rowsOf(person([one('dom_a')])).size);
    },
  },
  2: {
    about: 'async enforcing costs double and blocks all the same',
    because: 'only enforceExSync is called, and the three tests are synchronous',
    holds: () => {
      expect(filesWith(/enforceExSync\(/)).toEqual(['casbin.ts']);
      expect(filesWith(/\b(enforce|enforceEx|batchEnforce|enforceSync)\(/)).toEqual([]);
      expect(source.get('matchers.ts')).not.toMatch(/async|Promise/);
    },
  },
  3: {
    about: 'a misspelt effect is ignored, the deny becomes an allow',
    bad: [
      row('p, role:auditor, *, domains/**, manage, dney', 'the effect is allow or deny, not "dney"'),
      ['guardrails.csv', replace('users, deny', 'users, DENY'), 'the effect is allow or deny, not "DENY"'],
    ],
  },
  4: {
    about: 'a missing effect is an allow, one column too many hides a deny',
    bad: [
      row('p, role:auditor, *, domains/**, manage', 'a p row has 6 columns, this one 5'),
      row('p, role:auditor, *, domains/**, manage, x, deny', 'a p row has 6 columns, this one 7'),
    ],
  },
  5: {
    about: 'fields that nobody declared are equal to each other',
    bad: [model('m = ', 'm = r.domain == p.domain && ')],
    because: 'the model is one text, and its matcher reads declared fields only',
    holds: () => {
      const read = [...matcher.matchAll(/\b([rp]\.\w+)/g)].map((found) => found[1]);
      const declared = ['r.sub', 'r.acc', 'r.res', 'r.act', 'p.sub', 'p.acc', 'p.res', 'p.act', 'p.eft'];
      expect(declared).toEqual(expect.arrayContaining(read));
    },
  },
  6: {
    about: 'an unknown function behind a ! is true',
    bad: [model('m = ', 'm = !isSuspended(r.sub) && ')],
    because: 'the matcher calls what the package brings, and negates nothing',
    holds: () => {
      const called = [...matcher.matchAll(/(\w+)\(/g)].map((found) => found[1]);
      expect(called.sort()).toEqual(['accMatch', 'actMatch', 'g', 'resMatch']);
      expect(matcher).not.toContain('!');
    },
  },
  7: {
    about: 'loose ==: 0, false and [0] are equal to "0"',
    because: 'a question that is not made of strings throws before Casbin sees it',
    holds: () => {
      for (const value of [0, false, [0], ['domains'], null, undefined, {}]) {
        expect(ask('domains:view', value)).toThrow(PolicyRequestError);
        expect(ask(value, 'domains')).toThrow(PolicyRequestError);
      }
    },
  },
  8: {
    about: 'a user whose id is the name of a role has that role',
    bad: [row('p, owner, *, domains/**, manage, allow', '"owner" is outside the alphabet of roles')],
    because: 'users are u:, roles role:, and no id holds a colon',
    holds: async () => {
      await expect(loadSlice(bundle, { ...person([]), userId: 'role:owner' })).rejects.toThrow('user id');
      const named = sliceOf(bundle, { ...person([]), userId: 'owner' });
      expect(named.permissions()).toEqual([]);
    },
  },
  9: {
    about: 'roles more than ten levels up are lost without a word',
    bad: [row('g, role:auditor, role:full, *', 'auditor includes itself: auditor > full > auditor')],
    because:
      'presets are flattened when they are read, and lint ends chains where Casbin would (files.test.ts)',
    holds: async () => {
      const roles = new DefaultRoleManager(10);
      for (let level = 0; level < deepest + 1; level += 1) await roles.addLink(`r${level}`, `r${level + 1}`);
      expect(roles.syncedHasLink('r0', `r${deepest}`)).toBe(true);
      expect(roles.syncedHasLink('r0', `r${deepest + 1}`)).toBe(false);
    },
  },
  10: {
    about: 'keyMatch: * spans slashes, and what stands after it is ignored',
    bad: [
      model('resMatch(', 'keyMatch('),
      row('p, role:auditor, *, domains/*/dns, manage, allow', 'the wildcard in domains/*/dns is not of the'),
    ],
    holds: () => expect(resMatch('domains/dom_a/billing', 'domains/*/dns')).toBe(false),
  },
  11: {
    about: 'keyMatch2 to 5: a dot stands for any character',
    bad: [
      model('resMatch(', 'keyMatch2('),
      row('p, role:auditor, *, domains/example.com, manage, allow', 'outside the alphabet of addresses'),
    ],
    holds: () => expect(resMatch('domains/exampleXcom', 'domains/example.com')).toBe(false),
  },
  12: {
    about: 'keyMatch2 to 5 never return on a malformed pattern',
    bad: [
      model('resMatch(', 'keyMatch5('),
      row('p, role:auditor, *, domains/{x, manage, allow', 'the character "{" does not belong into a row'),
      row('p, role:auditor, *, domains/:/, manage, allow', 'domains/:/ is outside the alphabet of addresses'),
    ],
    holds: unused(/\bkeyMatch\w*\(/),
  },
  13: {
    about: 'regexMatch is unanchored and backtracks for seconds',
    bad: [
      model('resMatch(', 'regexMatch('),
      row('p, role:auditor, *, ^(a+)+$, manage, allow', 'the character "^" does not belong into a row'),
    ],
    holds: unused(/regexMatch/),
  },
  14: {
    about: 'eval() runs text of a policy as part of the matcher',
    bad: [
      model('m = ', 'm = eval(p.sub) && '),
      row('p, false) || (true, *, domains/**, manage, allow', 'the character ")" does not belong into a row'),
    ],
    holds: unused(/\beval\(|new Function\(/),
  },
  15: {
    about: 'loadPolicy empties the live model and fills it again',
    because: 'a bundle is built aside and never changed; one with a fault is never returned',
    holds: () => {
      unused(/loadPolicy|loadFilteredPolicy|clearPolicy|loadIncremental/)();
      expect(faultsOf({ 'owner.csv': addRow('q') })).toHaveLength(1);
    },
  },
  16: {
    about: 'changing the model while an async enforce runs throws',
    because: 'nothing is asynchronous between a question and its answer',
    holds: () => expect(source.get('casbin.ts')).not.toMatch(/\bawait\b|\basync\b|\.then\(/),
  },
  17: {
    about: 'SyncedEnforcer locks one of its methods only',
    because: 'it is not used',
    holds: unused(/SyncedEnforcer/),
  },
};
