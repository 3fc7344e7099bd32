import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadBundle } from './bundle.ts';
import type { AccountState, Facts, GrantSpec } from './facts.ts';
import { ownPolicies } from './files.ts';
import type { Permission } from './generated.ts';
import { loadSlice, type ScopeAnswer } from './slice.ts';
import { inState, member, now, owner } from './testing/facts.ts';

interface Asked {
  who: string;
  account?: AccountState;
  member?: 'suspended' | 'left';
  action: Permission;
  why: string;
}

interface CaseFile {
  people: Record<string, (Omit<GrantSpec, 'start' | 'end'> & { start?: string; end?: string })[]>;
  cases: (Asked & { resource: string; expected: 'allowed' | 'refused' })[];
  lists?: (Asked & { expected: ScopeAnswer })[];
}

const bundle = await loadBundle();
const folder = join(ownPolicies, 'cases');
const files = readdirSync(folder).map((name) => ({
  name,
  file: parse(readFileSync(join(folder, name), 'utf8')) as CaseFile,
}));

function factsOf(file: CaseFile, asked: Asked): Facts {
  if (asked.who === 'owner') return inState(owner(), asked.account ?? 'active');
  const grants = file.people[asked.who];
  if (!grants) throw new Error(`nobody is called ${asked.who}`);
  const dated = grants.map(({ start, end, ...grant }) => ({
    ...grant,
    start: start && new Date(start),
    end: end && new Date(end),
  }));
  const state = {
    suspended: asked.member === 'suspended',
    ended: asked.member === 'left' ? ('left' as const) : undefined,
    epoch: 1,
  };
  return inState(member(dated as GrantSpec[], { member: state, now }), asked.account ?? 'active');
}

describe.each(files)('$name', ({ file }) => {
  test.each(file.cases)('$who: $action on $resource is $expected. $why', async (asked) => {
    const slice = await loadSlice(bundle, factsOf(file, asked));
    expect(slice.can(asked.action, asked.resource) ? 'allowed' : 'refused').toBe(asked.expected);
  });

  const lists = file.lists ?? [];
  for (const asked of lists) {
    test(`${asked.who} lists ${asked.action}. ${asked.why}`, async () => {
      expect((await loadSlice(bundle, factsOf(file, asked))).scope(asked.action)).toEqual(asked.expected);
    });
  }
});
