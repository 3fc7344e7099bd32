import { test } from 'vitest';
import { expectFaults } from './testing/faults.ts';

const auditor = 'presets/auditor.csv';
const owner = 'owner.csv';
const guardrails = 'guardrails.csv';

/** The bad row, added at the end of the file; then all that lint says, from the column on. */
test.each<[string, string, ...string[]]>([
  [
    auditor,
    'p, role:auditor, *, domains/**, manage',
    '1: a p row has 6 columns, this one 5; write p, role, account, pattern, action, effect',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, allow, deny',
    '1: a p row has 6 columns, this one 7; write p, role, account, pattern, action, effect',
  ],
  [
    auditor,
    'g, role:auditor, role:technician, *, 2027-01-01',
    '1: a g row has 4 columns, this one 5; write g, role, included role, account',
  ],
  [auditor, 'p2, role:auditor, *, domains/**, manage, allow', '1: unknown row type "p2"; did you mean p?'],
  [
    auditor,
    'policy, role:auditor, *, domains/**, manage, allow',
    '1: unknown row type "policy"; known are p, g',
  ],
  [auditor, ', role:auditor', '1: unknown row type ""; known are p, g'],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, dney',
    '41: the effect is allow or deny, not "dney"; did you mean deny?',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, ALLOW',
    '41: the effect is allow or deny, not "ALLOW"; did you mean allow?',
  ],
  [
    guardrails,
    'p, role:account.suspended, *, billing/**, pay, DENY',
    '48: the effect is allow or deny, not "DENY"; did you mean deny?',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage,',
    '40: the effect is allow or deny, not ""; did you mean allow?',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, deny',
    '41: only allow rows belong here; write allow or remove the row',
  ],
  [
    guardrails,
    'p, role:account.suspended, *, billing/**, pay, allow',
    '48: only deny rows belong here; write deny or remove the row',
  ],
  [
    auditor,
    'p, role:auditor, *, domainz/**, manage, allow',
    '21: unknown area domainz; did you mean domains?',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, mange, allow',
    '33: unknown permission domains:mange; did you mean domains:manage?',
  ],
  [
    owner,
    'p, role:owner, *, billing/**, refund, allow',
    '31: unknown permission billing:refund; known are billing:view, billing:pay, billing:manage',
  ],
  [
    auditor,
    'g, role:auditor, role:techncian, *',
    '18: unknown preset role:techncian; did you mean role:technician?',
  ],
  [
    auditor,
    'g, role:auditor, role:owner, *',
    '18: unknown preset role:owner; known are role:technician, role:domain-manager, role:colleague, role:security-specialist, role:accountant, role:web-agency, role:auditor, role:full',
  ],
  [
    guardrails,
    'p, role:account.frozen, *, billing/**, pay, deny',
    '4: role:account.frozen does not belong here; this file is about role:account.suspended, role:account.closed',
  ],
  [
    guardrails,
    'p, role:account.suspendet, *, billing/**, pay, deny',
    '4: role:account.suspendet does not belong here; did you mean role:account.suspended?',
  ],
  [
    auditor,
    'p, role:billing, *, domains/**, manage, allow',
    '4: role:billing does not belong here; this file is about role:auditor',
  ],
  [
    auditor,
    'p, u:7, *, domains/**, manage, allow',
    '4: u:7 does not belong here; this file is about role:auditor',
  ],
  [
    auditor,
    'p, Role:Auditor, *, domains/**, manage, allow',
    '4: "Role:Auditor" is outside the alphabet of roles; did you mean role:auditor?',
  ],
  [
    auditor,
    'p, someone, *, domains/**, manage, allow',
    '4: "someone" is outside the alphabet of roles; a role is role: and 1 to 40 characters of a-z, 0-9, _ and -',
  ],
  [
    auditor,
    'p, role:auditor, a:42, domains/**, manage, allow',
    '18: the account of a role is always *, not "a:42"; write *',
  ],
  [
    auditor,
    'g, role:auditor, role:technician, a:42',
    '35: the account of a role is always *, not "a:42"; write *',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, view, allow',
    '1: the same row stands at presets/auditor.csv:2; remove one of the two',
  ],
  [
    auditor,
    ' p,role:auditor,*,domains/**,view,allow',
    '1: the same row stands at presets/auditor.csv:2; remove one of the two',
  ],
  [
    auditor,
    'p, role:auditor, *, admin/**, close, allow',
    '1: admin:close is never delegable, so no preset can hold it; remove the row',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, "manage", allow',
    '33: the character "\\"" does not belong into a row; write the values bare',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/(**, manage, allow',
    '29: the character "(" does not belong into a row; write the values bare',
  ],
  [
    auditor,
    'p, role:auditor, *, @domains/manage, manage, allow',
    '21: the character "@" does not belong into a row; write the values bare',
  ],
  [
    auditor,
    'p, role:auditor, *, domains/**, manage, allow # since May',
    '47: the character "#" does not belong into a row; put the remark on a line of its own',
  ],
  [owner, 'g, role:owner, role:full, *', '1: the owner includes nothing; write a p row for each permission'],
  [
    guardrails,
    'g, role:account.closed, role:account.suspended, *',
    '1: guardrails include nothing; write a p row for each denied permission',
  ],
])('%s, %s', (file, row, ...said) => {
  expectFaults(file, row, said);
});
