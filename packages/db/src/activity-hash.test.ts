import { describe, expect, it } from 'vitest';
import { canonical, genesis, hashOf } from './activity-hash.ts';

const event = {
  ...{ accountId: 'acc_a', seq: 1, at: new Date(0), actorKind: 'user' as const, actorUserId: 'usr_a' },
  ...{ actorName: 'Olivia', action: 'domain.renewed', resource: 'domains/dom_a', subjectUserId: null },
  ...{ subjectName: null, data: { before: { a: 1, b: [2, null] } }, prevHash: genesis },
};

describe('canonical', () => {
  it('is the same text for the same value, whatever the order of its keys', () => {
    expect(canonical({ b: 1, a: { d: [1, 'x', null], c: true } })).toBe(
      '{"a":{"c":true,"d":[1,"x",null]},"b":1}',
    );
    expect(canonical({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });
});

describe('hashOf', () => {
  it('changes with every field', () => {
    const changes = {
      ...{
        accountId: 'acc_b',
        seq: 2,
        at: new Date(1),
        actorKind: 'provider',
        actorUserId: null,
        actorName: 'O',
      },
      ...{ action: 'x', resource: null, subjectUserId: 'usr_b', subjectName: 'B', data: {}, prevHash: 'f' },
    };
    const hashes = Object.entries(changes).map(([key, value]) => hashOf({ ...event, [key]: value }));
    expect(new Set([hashOf(event), ...hashes]).size).toBe(13);
  });
});
