import { expect, test } from 'vitest';
import type { Facts } from './facts.ts';
import { memberStanding } from './standing.ts';

const now = new Date('2026-11-22T12:00:00Z');
const earlier = new Date(now.getTime() - 1);
const later = new Date(now.getTime() + 1);

const facts = (
  member: Partial<Facts['member'] & object>,
  grant: { start?: Date; end?: Date } = {},
): Facts => ({
  userId: 'usr_dora',
  account: { id: 'acc_acme', state: 'active', epoch: 1 },
  owner: false,
  member: { suspended: false, epoch: 1, ...member },
  grants: [{ id: 'gra_1', preset: 'auditor', domains: { except: [] }, ...grant }],
  now,
});

test('a member stands where the row, then the dates, then the grants say', () => {
  expect(memberStanding(facts({}))).toBe('active');
  expect(memberStanding(facts({ suspended: true }))).toBe('suspended');
  expect(memberStanding(facts({ ended: 'removed' }))).toBe('removed');
  expect(memberStanding(facts({ ended: 'left' }))).toBe('left');
  expect(memberStanding(facts({ ended: 'expired' }))).toBe('ended');
  expect(memberStanding({ ...facts({}), grants: [] })).toBe('ended');
});

test('the start is included, the end is not', () => {
  expect(memberStanding(facts({ start: now }))).toBe('active');
  expect(memberStanding(facts({ start: later }))).toBe('not_started');
  expect(memberStanding(facts({ end: now }))).toBe('ended');
  expect(memberStanding(facts({}, { start: later }))).toBe('not_started');
  expect(memberStanding(facts({}, { start: earlier, end: now }))).toBe('ended');
});

test('the owner is active whatever the row says', () => {
  expect(memberStanding({ ...facts({ suspended: true }), owner: true })).toBe('active');
});
