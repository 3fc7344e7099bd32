import { describe, expect, it } from 'vitest';
import {
  dayAfter,
  dropPart,
  leftPreset,
  openOther,
  partOf,
  partsOf,
  settle,
  useSituation,
  withAlong,
  without,
} from './choosing.ts';
import { draftOf, emptyDraft, fieldsOf, readDraft } from './draft.ts';
import type { Draft, Offer } from './types.ts';

const permission = (name: string, implies: string[] = []) => ({ name, implies, label: name });
const offer = {
  areas: [
    {
      name: 'domains',
      permissions: [permission('domains:view'), permission('domains:manage', ['domains:view'])],
    },
    {
      name: 'services',
      permissions: [permission('services:view'), permission('services:manage', ['services:view'])],
    },
    { name: 'support', permissions: [permission('support:own')] },
  ],
  presets: [
    {
      name: 'domain-manager',
      label: 'Domain manager',
      permissions: ['domains:view', 'domains:manage', 'support:own'],
      areas: ['domains', 'support'],
      asks: [],
    },
    {
      name: 'security-specialist',
      permissions: ['services:view', 'services:manage', 'support:own'],
      areas: ['services', 'support'],
      asks: ['services'],
      suggestsDays: 14,
    },
  ],
} as unknown as Offer;
const today = '2026-11-22';
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft('en'), ...more });
const chosen = (situation: string, more: Partial<Draft> = {}) =>
  useSituation(offer, draft({ situation, ...more }), today);

describe('what a situation ticks', () => {
  it('ticks its boxes and stays a live preset', () => {
    const made = chosen('domain-manager');
    expect(made.permissions).toEqual(['domains:view', 'domains:manage', 'support:own']);
    expect(partOf(offer, made)).toEqual({
      preset: 'domain-manager',
      domains: { which: 'all', ids: [], later: false },
    });
  });
  it('asks which, and suggests an end, where the preset says so', () => {
    const made = chosen('security-specialist');
    expect(made.services.which).toBe('only');
    expect([made.ends, made.until]).toEqual([true, '2026-12-06']);
  });
  it('keeps boxes that were ticked besides, and is none any more then', () => {
    const made = chosen('domain-manager', { permissions: ['services:view'] });
    expect(made.situation).toBe('');
    expect(partOf(offer, made).permissions).toEqual(['domains:manage', 'support:own', 'services:view']);
  });
  it('replaces the boxes of the former situation', () => {
    const before = chosen('domain-manager');
    const after = useSituation(offer, { ...before, situation: 'security-specialist' }, today);
    expect(after.permissions).not.toContain('domains:manage');
    expect(after.situation).toBe('security-specialist');
  });
  it('is none as soon as a box of it is gone', () => {
    const made = chosen('domain-manager');
    const less = settle(offer, { ...made, permissions: without(offer, made.permissions, 'domains:manage') });
    expect(less.situation).toBe('');
    expect(partOf(offer, less).preset).toBeUndefined();
    expect([leftPreset(offer, made), leftPreset(offer, less)]).toEqual([null, 'Domain manager']);
  });
  it('is live again with its boxes as they were, unless none was chosen on purpose', () => {
    const made = chosen('domain-manager');
    const less = settle(offer, { ...made, permissions: ['domains:view', 'support:own'] });
    // as a form without scripts brings it back
    const back = useSituation(offer, { ...less, permissions: made.permissions }, today);
    expect([back.situation, back.left]).toEqual(['domain-manager', '']);
    const free = useSituation(offer, { ...made, situation: '' }, today);
    expect([free.situation, leftPreset(offer, free)]).toEqual(['', null]);
    expect(settle(offer, free).situation).toBe('');
  });
  it('stays live without a whole area, but not without all or one that it asks for', () => {
    const left = (situation: string, permissions: string[]) =>
      settle(offer, { ...chosen(situation), permissions });
    const less = left('domain-manager', ['domains:view', 'domains:manage']);
    expect(partOf(offer, less)).toMatchObject({ preset: 'domain-manager', without: ['support'] });
    expect(left('domain-manager', []).situation).toBe('');
    expect(left('security-specialist', ['support:own']).situation).toBe('');
  });
});

describe('boxes that come along', () => {
  it('are ticked with what needs them and take it with them', () => {
    expect([...withAlong(offer, ['domains:manage'])]).toEqual(['domains:manage', 'domains:view']);
    expect(without(offer, ['domains:manage', 'domains:view'], 'domains:view')).toEqual([]);
  });
});

describe('a draft', () => {
  it('comes back from the fields that carry it', () => {
    const made = chosen('security-specialist', { emails: 'a@b.example', note: 'x', seen: '4' });
    made.left = 'full';
    made.whole = { starts: true, from: '2027-01-01', ends: false, until: '' };
    made.others = [{ permissions: ['support:own'], until: '2027-03-31' }, { preset: 'domain-manager' }];
    made.place = 1;
    made.services.ids = ['svc_1', 'svc_2'];
    const data = new FormData();
    for (const [name, value] of fieldsOf(made)) data.append(name, value);
    expect(readDraft(data)).toEqual(made);
    data.append('others', '{"permissions": 7}');
    data.append('others', 'x');
    expect(readDraft(data).others).toEqual(made.others);
  });
  it('shows a preset only in the areas that the grant names', () => {
    const part = {
      preset: 'domain-manager',
      permissions: [],
      domains: { which: 'only', ids: ['dom_1'] },
    } as const;
    const shown = draftOf(
      offer,
      [{ ...part, domains: { ...part.domains, ids: ['dom_1'], later: false }, permissions: [] }],
      'en',
    );
    expect(shown.permissions).toContain('domains:manage');
    expect(shown.domains.ids).toEqual(['dom_1']);
    expect(draftOf(offer, [{ preset: 'domain-manager', permissions: [] }], 'en').permissions).toEqual([
      'support:own',
    ]);
  });
});

it('counts days across months', () => {
  expect(dayAfter('2026-12-25', 14)).toBe('2027-01-08');
});

describe('the parts of an access', () => {
  const manager = {
    preset: 'domain-manager',
    without: ['support' as const],
    domains: which('except', 'dom_1'),
  };
  const viewer = { permissions: ['domains:view'], domains: which('only', 'dom_1'), until: '2027-03-31' };
  const tickets = { permissions: ['support:own'], from: '2027-01-01' };
  const three = [manager, viewer, tickets];

  function which(choice: 'only' | 'except', id: string) {
    return { which: choice, ids: [id], later: choice === 'except' };
  }

  it('are each opened and put back as they were', () => {
    let made = draftOf(offer, three, 'en');
    expect(partsOf(offer, made)).toEqual(three);
    // the others are, in turn: 2 and 3, then 1 and 3, then 1 and 2
    for (const other of [0, 1, 0, 1]) {
      made = openOther(offer, made, other);
      expect(partsOf(offer, made)).toEqual(three);
    }
    expect(made.others).toEqual([manager, viewer]);
    expect([made.permissions, made.starts, made.ends]).toEqual([['support:own'], true, false]);
  });
  it('are added after the others, and an empty one is none', () => {
    const made = openOther(offer, draftOf(offer, [manager], 'en'), null);
    expect([made.place, made.permissions, made.domains.which]).toEqual([1, [], 'all']);
    expect(partsOf(offer, made)).toEqual([manager]);
    expect(partsOf(offer, openOther(offer, made, 0))).toEqual([manager]);
    const both = { ...made, permissions: ['support:own'], starts: true, from: '2027-01-01' };
    expect(partsOf(offer, both)).toEqual([manager, tickets]);
  });
  it('are taken away one by one, the open one as well', () => {
    const made = openOther(offer, draftOf(offer, three, 'en'), 0);
    expect(partsOf(offer, dropPart(offer, made, 0))).toEqual([viewer, tickets]);
    expect(partsOf(offer, dropPart(offer, made, 1))).toEqual([manager, viewer]);
    const rest = dropPart(offer, made, null);
    expect(partsOf(offer, rest)).toEqual([manager, tickets]);
    expect(rest.permissions).toEqual(['support:own']);
  });
});
