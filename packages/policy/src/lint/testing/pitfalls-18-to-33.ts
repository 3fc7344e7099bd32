import { expect } from 'vitest';
import { Decider } from '../../casbin.ts';
import { explain } from '../../explain.ts';
import { PolicyRequestError } from '../../faults.ts';
import { sentinel } from '../../guardrails.ts';
import { shippedModel } from '../../model.ts';
import { sliceOf } from '../../slice.ts';
import { replace } from './faults.ts';
import { ask, bundle, matcher, model, person, resMatch, row, unused, type Pitfall } from './pitfall.ts';
import { filesWith } from './source.ts';

/** The rest of the 33, by their number. */
export const pitfalls: Readonly<Record<number, Pitfall>> = {
  18: {
    about: 'CachedEnforcer is never emptied, and its keys collide',
    because:
      'it is not used; answers are kept by the package itself, under keys whose parts cannot run together',
    holds: unused(/CachedEnforcer|\$\$/),
  },
  19: {
    about: 'g() remembers by args.toString(): "a,b" and "c" are "a" and "b,c"',
    bad: [row('p, role:audi,tor, *, domains/**, manage, allow', 'a p row has 6 columns, this one 7')],
    because: 'no id holds a comma',
    holds: () => expect(() => sliceOf(bundle, { ...person([]), userId: 'a,b' })).toThrow('malformed user id'),
  },
  20: {
    about: 'priority: rows land in the wrong place, 10 before 9',
    bad: [
      model(
        'e = some(where (p.eft == allow)) && !some(where (p.eft == deny))',
        'e = priority(p.eft) || deny',
      ),
      row('p, 10, role:auditor, *, domains/**, manage, deny', 'a p row has 6 columns, this one 7'),
    ],
  },
  21: {
    about: 'subjectPriority: files and calls are sorted differently',
    bad: [
      model(
        'e = some(where (p.eft == allow)) && !some(where (p.eft == deny))',
        'e = subjectPriority(p.eft) || deny',
      ),
    ],
  },
  22: {
    about: 'DefaultFilteredAdapter drops everything',
    because: 'files and grants are read by the package, without an adapter',
    holds: unused(/\bAdapter\b|FilteredAdapter/),
  },
  23: {
    about: 'rows of an unknown type are dropped, duplicates are kept',
    bad: [
      row('p2, role:auditor, *, domains/**, manage, deny', 'unknown row type "p2"'),
      row('p, role:auditor, *, domains/**, view, allow', 'the same row stands at presets/auditor.csv:2'),
    ],
  },
  24: {
    about: 'columns too many on a g row are cut: a date there is none',
    bad: [row('g, role:auditor, role:technician, *, 2027-01-01', 'a g row has 4 columns, this one 5')],
  },
  25: {
    about: 'a watcher is told before the change, its errors are lost',
    because: 'there is no watcher',
    holds: unused(/[sS]etWatcher|WatcherEx/),
  },
  26: {
    about: 'an unsupported effect loads, and throws at the first request',
    bad: [model('some(where (p.eft == allow)) &&', 'some(where (p.eft==allow)) &&')],
  },
  27: {
    about: "removeFilteredPolicy(0, '') removes everything",
    because: 'Casbin is never told to change a row',
    holds: unused(/\b(add|remove|update)(Filtered|Named|Grouping)*(Policy|Policies)\b/),
  },
  28: {
    about: 'enableEnforce(false) allows everything',
    because: 'the one door to Casbin has a question and no switch',
    holds: () => {
      unused(/enableEnforce/)();
      expect(filesWith(/from 'casbin'/)).toEqual(['casbin.ts']);
      expect(Object.getOwnPropertyNames(Decider.prototype).sort()).toEqual(['ask', 'constructor']);
    },
  },
  29: {
    about: 'one ( in any value throws the whole load away',
    bad: [
      row('p, role:auditor, *, domains/(**, manage, allow', 'the character "(" does not belong into a row'),
    ],
  },
  30: {
    about: 'Casbin explains by one row, the last, and by none when nothing matches',
    because: 'explain lists all rows itself and holds them against the verdict',
    holds: () => {
      const rights = ['support:own', 'support:view'].map((permission) => ({ permission, support: true }));
      const found = explain(sliceOf(bundle, person(rights)), 'support:view', 'support/own/tkt_1');
      expect(found.matches.map((match) => match.grant)).toEqual(['gra_1', 'gra_2']);
    },
  },
  31: {
    about: 'the language ports of Casbin match patterns differently',
    bad: [
      row('p, role:auditor, *, domains/dom?, view, allow', 'the character "?" does not belong into a row'),
    ],
    because: 'patterns are exact, or a prefix of whole segments',
    holds: () => {
      expect(resMatch('domains/dom_a', 'domains/**')).toBe(true);
      expect(resMatch('domainsx/dom_a', 'domains/**')).toBe(false);
      expect(resMatch('domains/dom_ab', 'domains/dom_a')).toBe(false);
    },
  },
  32: {
    about: 'without rows a request of empty strings is allowed',
    bad: [
      ['guardrails.csv', replace(`p, ${sentinel.join(', ')}\n`, ''), 'none, none, none, deny is missing'],
    ],
    holds: () => {
      expect(Decider.load(shippedModel, [sentinel], [], new Map()).ask('', '', '', '').allowed).toBe(false);
      expect(ask('', '')).toThrow(PolicyRequestError);
    },
  },
  33: {
    about: 'the operator in is added to a parser that everybody shares',
    bad: [model('m = ', "m = r.act in ('view', 'manage') && ")],
    holds: () => expect(matcher).not.toMatch(/\bin\b/),
  },
};
