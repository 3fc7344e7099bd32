import { test } from 'vitest';
import { expectFaults } from './testing/faults.ts';

const auditor = 'presets/auditor.csv';
const owner = 'owner.csv';
const guardrails = 'guardrails.csv';

/** The bad row, added at the end of the file; then all that lint says, from the column on. */
test.each<[string, string, ...string[]]>([
  [
    auditor,
    'p, role:auditor, *, domains/**, *, allow',
    '33: the action * is not allowed; write one row for each permission',
  ],
  [
    owner,
    'p, role:owner, *, domains/**, *, allow',
    '31: the action * is not allowed; write one row for each permission',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/*, manage, allow',
    '21: the wildcard in domains/* is not of the allowed form; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/*/dns, manage, allow',
    '21: the wildcard in domains/*/dns is not of the allowed form; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/dom_a*, manage, allow',
    '21: the wildcard in domains/dom_a* is not of the allowed form; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, **, manage, allow',
    '21: the wildcard in ** is not of the allowed form; write area/** for one of services, domains, billing, support, admin',
  ],
  [
    auditor,
    'p, role:auditor, *, *, *, allow',
    '21: the wildcard in * is not of the allowed form; write area/** for one of services, domains, billing, support, admin',
    '24: the action * is not allowed; write one row for each permission',
  ],
  [
    auditor,
    'p, role:auditor, *, /domains/**, manage, allow',
    '21: malformed pattern /domains/**; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, domains//**, manage, allow',
    '21: malformed pattern domains//**; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, domains:dom/**, manage, allow',
    '21: domains:dom/** is outside the alphabet of addresses; segments are 1 to 40 characters of a-z, 0-9, _ and -',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/DOM_A, manage, allow',
    '21: domains/DOM_A is outside the alphabet of addresses; segments are 1 to 40 characters of a-z, 0-9, _ and -',
  ],
  [
    auditor,
    `p, role:auditor, *, domains/${'x'.repeat(41)}/**, manage, allow`,
    `21: domains/${'x'.repeat(41)}/** is outside the alphabet of addresses; segments are 1 to 40 characters of a-z, 0-9, _ and -`,
  ],
  [
    auditor,
    'p, role:auditor, *, domains/dom_a, manage, allow',
    '21: domains:manage is written on domains/**, not on domains/dom_a; write domains/**',
  ],
  [
    auditor,
    'p, role:auditor, *, support/**, own, allow',
    '21: support:own is written on support/own/**, not on support/**; write support/own/**',
  ],
  [
    auditor,
    'p, role:auditor, *, support/own/**, view, allow',
    '21: covered by the wider row at presets/auditor.csv:4; remove this row',
  ],
  [
    owner,
    'p, role:owner, *, domains/dom_a/**, transfer, allow',
    '19: covered by the wider row at owner.csv:11; remove this row',
  ],
  [
    guardrails,
    'p, role:account.closed, *, support/own/**, view, deny',
    '28: covered by the wider row at guardrails.csv:34; remove this row',
  ],
  [
    auditor,
    'p, role:auditor, *, support/tickets/**, reply, allow',
    '21: support:reply on support/tickets/** matches nothing; write support/**',
  ],
  [
    auditor,
    'p, role:auditor, *, support/other/**, own, allow',
    '21: support:own on support/other/** matches nothing; write support/own/**',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/dom_a/dns/**, manage, allow',
    '21: domains:manage on domains/dom_a/dns/** matches nothing; write domains/**',
  ],
])('%s, %s', (file, row, ...said) => {
  expectFaults(file, row, said);
});
