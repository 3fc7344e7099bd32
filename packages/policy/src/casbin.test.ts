import { expect, test } from 'vitest';
import { Decider, type CasbinRow } from './casbin.ts';
import { sentinel } from './guardrails.ts';
import { shippedModel } from './model.ts';

const scopes = new Map([['@domains/view', { complement: false, ids: new Set(['dom_a']) }]]);
const load = (rows: CasbinRow[], links: [string, string, string][] = []) =>
  Decider.load(shippedModel, rows, links, scopes);
const view = (acc: string, res: string): CasbinRow => ['u:ines', acc, res, 'view', 'allow'];

test('a row of another account is not matched, should the loader ever mix two', () => {
  const decider = load([sentinel, view('a:otto', '@domains/view')]);
  expect(decider.ask('u:ines', 'a:acme', 'domains/dom_a', 'view').allowed).toBe(false);
  expect(decider.ask('u:ines', 'a:otto', 'domains/dom_a', 'view').allowed).toBe(true);
});

test('a scope reference that cannot be resolved matches nothing', () => {
  const decider = load([
    sentinel,
    view('a:acme', '@domains/burn'),
    view('a:acme', '@'),
    view('a:acme', 'domains/*'),
  ]);
  for (const resource of ['domains', 'domains/dom_a', 'domains/*', '@domains/burn']) {
    const verdict = decider.ask('u:ines', 'a:acme', resource, 'view');
    expect(verdict.allowed).toBe(resource === 'domains/*');
  }
});

test('a deny wins, wherever it stands', () => {
  const deny: CasbinRow = ['role:account.closed', '*', 'domains/**', 'view', 'deny'];
  for (const rows of [
    [deny, view('a:acme', '@domains/view')],
    [view('a:acme', '@domains/view'), deny],
  ]) {
    const decider = load([sentinel, ...rows], [['u:ines', 'role:account.closed', 'a:acme']]);
    expect(decider.ask('u:ines', 'a:acme', 'domains/dom_a', 'view')).toEqual({ allowed: false, row: deny });
  }
});

test('the action * in a row is a word like any other', () => {
  const decider = load([sentinel, ['u:ines', 'a:acme', 'domains/**', '*', 'allow']]);
  expect(decider.ask('u:ines', 'a:acme', 'domains/dom_a', 'view').allowed).toBe(false);
});

test('with the sentinel alone, a request of empty strings is denied', () => {
  expect(load([sentinel]).ask('', '', '', '').allowed).toBe(false);
});
