import { expect, test } from 'vitest';
import { addRow, faultsOf, replace, type Change } from './testing/faults.ts';

const remove = (text: string): Change => replace(text, '');

/** One file, one change, and all that lint says, from the column on. */
test.each<[string, Change, string, ...string[]]>([
  [
    'model.conf',
    remove(' && !some(where (p.eft == deny))'),
    'model.conf:11:1: differs from the model of this package; write e = some(where (p.eft == allow)) && !some(where (p.eft == deny))',
  ],
  [
    'model.conf',
    replace('resMatch(r.res, p.res)', 'keyMatch2(r.res, p.res)'),
    'model.conf:14:1: differs from the model of this package; write m = accMatch(r.acc, p.acc) && actMatch(r.act, p.act) && resMatch(r.res, p.res) && (p.sub == "*" || g(r.sub, p.sub, r.acc))',
  ],
  [
    'model.conf',
    addRow('# ours'),
    'model.conf:15:1: differs from the model of this package; remove this line',
  ],
  [
    'guardrails.csv',
    remove('p, role:nobody, none, none, none, deny\n'),
    'guardrails.csv:1:1: the row p, role:nobody, none, none, none, deny is missing; add it as the first row',
  ],
  [
    'guardrails.csv',
    remove('p, role:account.suspended, *, admin/**, users, deny\n'),
    'guardrails.csv:1:1: no row denies admin:users in a suspended account, but the catalogue does; add the row p, role:account.suspended, *, admin/**, users, deny',
  ],
  [
    'guardrails.csv',
    remove('p, role:account.closed, *, billing/**, pay, deny\n'),
    'guardrails.csv:1:1: no row denies billing:pay in a closed account, but the catalogue does; add the row p, role:account.closed, *, billing/**, pay, deny',
  ],
  [
    'guardrails.csv',
    addRow('p, role:account.suspended, *, billing/**, pay, deny'),
    'guardrails.csv:44:1: the catalogue allows billing:pay in a suspended account; remove the row or write suspended: deny in catalogue.yaml',
  ],
  [
    'catalogue.yaml',
    replace('profile: { suspended: deny }', 'profile: { suspended: allow }'),
    'guardrails.csv:14:1: the catalogue allows admin:profile in a suspended account; remove the row or write suspended: deny in catalogue.yaml',
  ],
  [
    'presets/full.csv',
    remove('g, role:full, role:auditor, *\n'),
    'presets/full.csv:1:1: full does not contain auditor; add the row g, role:full, role:auditor, *',
  ],
  [
    'presets/auditor.csv',
    addRow('g, role:auditor, role:auditor, *'),
    'presets/auditor.csv:7:18: auditor includes itself: auditor > auditor; remove one of these rows',
  ],
  [
    'presets/auditor.csv',
    addRow('g, role:auditor, role:full, *'),
    'presets/auditor.csv:7:18: auditor includes itself: auditor > full > auditor; remove one of these rows',
    'presets/full.csv:8:15: full includes itself: full > auditor > full; remove one of these rows',
  ],
  [
    'labels.fr.yaml',
    remove('    name: Transférer\n'),
    'labels.fr.yaml:34:3: permissions.domains:transfer.name is missing; write its name',
  ],
  [
    'labels.en.yaml',
    remove(", consequence: 'Every service, its plan and its state.'"),
    'labels.en.yaml:9:3: permissions.services:view.consequence is missing; write one sentence: what its holder does',
  ],
  [
    'labels.fr.yaml',
    remove(", consequence: 'Chaque service, son offre et son état.'"),
    'labels.fr.yaml:9:3: permissions.services:view.consequence is missing; write one sentence: what its holder does',
  ],
  [
    'labels.fr.yaml',
    remove('    sensitive: le domaine peut partir\n'),
    'labels.fr.yaml:34:3: permissions.domains:transfer.sensitive is missing; write why it is sensitive',
  ],
  [
    'labels.en.yaml',
    remove('  billing: { name: Billing }\n'),
    'labels.en.yaml:1:1: areas.billing.name is missing; write its name',
  ],
  [
    'labels.en.yaml',
    replace('line: all services, no money', 'line: 7'),
    'labels.en.yaml:68:5: presets.technician.line is no text; write what it is and what not',
  ],
  [
    'labels.en.yaml',
    replace('domains:transfer:', 'domains:transfr:'),
    'labels.en.yaml:8:1: permissions.domains:transfer.name is missing; write its name',
    'labels.en.yaml:8:1: permissions.domains:transfer.consequence is missing; write one sentence: what its holder does',
    'labels.en.yaml:8:1: permissions.domains:transfer.sensitive is missing; write why it is sensitive',
    'labels.en.yaml:28:3: unknown key domains:transfr; did you mean domains:transfer?',
  ],
  [
    'labels.en.yaml',
    replace("'[run] {scope}'", "'[rum] {scope}'"),
    'labels.en.yaml:161:7: the verb rum has no forms; did you mean run?',
  ],
  [
    'labels.en.yaml',
    replace('says: [billing:manage]', 'says: [billing:mange]'),
    'labels.en.yaml:155:3: no phrase says billing:manage alone; add { says: [billing:manage], text: … }',
    'labels.en.yaml:197:9: unknown permission billing:mange; did you mean billing:manage?',
  ],
  ['labels.en.yaml', replace('areas:', 'areas: {'), 'labels.en.yaml'],
  [
    'labels.en.yaml',
    replace('name: Services', 'name: !ours Services'),
    'labels.en.yaml:2:21: Unresolved tag: !ours; write plain YAML',
  ],
  [
    'catalogue.yaml',
    replace('own: { on: support/own/**', 'own: { on: domains/**'),
    'catalogue.yaml:38:14: domains/** is not a pattern of support; write support/** or support/word/**',
  ],
  [
    'catalogue.yaml',
    replace('implies: [revoke]', 'implies: [revok]'),
    'catalogue.yaml:49:7: admin:users names admin:revok, which does not exist; did you mean admin:revoke?',
  ],
  [
    'catalogue.yaml',
    replace('implies: [revoke]', 'implies: [users]'),
    'catalogue.yaml:49:7: admin:users implies itself; remove one of the implies on the way round',
  ],
  [
    'catalogue.yaml',
    replace('profile: { suspended: deny }', 'profile: {}'),
    'catalogue.yaml:45:7: admin:profile does not say whether it works in a suspended account; add suspended: allow or suspended: deny',
  ],
  [
    'catalogue.yaml',
    replace('asks: [services]', 'asks: [service]'),
    'catalogue.yaml:60:26: service is not a scoped area; did you mean services?',
  ],
  [
    'catalogue.yaml',
    replace('suggestsDays: 14', 'suggestsDays: soon'),
    'catalogue.yaml:60:44: suggestsDays is not a number of days; write a whole number above 0',
  ],
  [
    'catalogue.yaml',
    replace('delegable: false', 'delegabel: false'),
    'catalogue.yaml:50:20: unknown key delegabel; did you mean delegable?',
  ],
  [
    'catalogue.yaml',
    replace('delegable: false', "delegable: 'false'"),
    'catalogue.yaml:50:20: areas.admin.permissions.ownership.delegable is neither true nor false; write true or false, bare',
  ],
  [
    'catalogue.yaml',
    replace('revoke: { implies: [members]', 'revoke: { implies: [close]'),
    'catalogue.yaml:48:7: admin:revoke would give admin:close, which is never delegable; remove close',
  ],
  [
    'catalogue.yaml',
    replace('members: { suspended: allow }', 'members: { suspended: deny }'),
    'catalogue.yaml:48:7: admin:revoke works in a suspended account, but admin:members, which it needs, does not; write the same suspended: for both',
  ],
  [
    'catalogue.yaml',
    replace('  auditor: {}', '  Auditor: {}'),
    'catalogue.yaml:63:3: Auditor is not a name; names are 1 to 40 characters of a-z, 0-9, _ and -, a letter first',
  ],
  [
    'catalogue.yaml',
    replace('addresses: [admin]', 'addresses: [billing, admin/**]'),
    'catalogue.yaml:42:5: billing is not an address of admin; write admin, admin/* or admin/word/*',
    'catalogue.yaml:42:5: admin/** is not an address of admin; write admin, admin/* or admin/word/*',
    'catalogue.yaml:42:5: the bare address admin is missing; add admin',
  ],
  [
    'catalogue.yaml',
    replace(
      'profile: {',
      Array.from({ length: 31 }, (_, n) => `x${n}: { suspended: allow }\n      `).join('') + 'profile: {',
    ),
    'catalogue.yaml:43:5: admin has 39 permissions, an area holds 30; make two areas of it',
  ],
  [
    'presets/auditr.csv',
    addRow('p, role:auditr, *, domains/**, view, allow'),
    'presets/auditr.csv:1:1: the catalogue has no preset auditr; did you mean auditor?',
  ],
])('%s (%#)', (file, change, first, ...more) => {
  const found = faultsOf({ [file]: change });
  expect(found[0]).toContain(first);
  if (more.length > 0) expect(found).toEqual([first, ...more]);
});

/** Presets a0 > a1 > … beside the shipped ones; `full` contains them all. */
function chain(length: number): Record<string, Change> {
  const names = Array.from({ length }, (_, index) => `a${index}`);
  const labels = names.map((name) => `  ${name}: { name: N, situation: S, line: L }\n`).join('');
  const described = replace('presets:\n', `presets:\n${labels}`);
  const files = names.map((name, index): [string, Change] => {
    const next = names[index + 1];
    return [
      `presets/${name}.csv`,
      addRow(next ? `g, role:${name}, role:${next}, *` : `p, role:${name}, *, domains/**, view, allow`),
    ];
  });
  return {
    'catalogue.yaml': replace('presets:\n', `presets:\n${names.map((name) => `  ${name}: {}\n`).join('')}`),
    'labels.en.yaml': described,
    'labels.fr.yaml': described,
    'presets/full.csv': addRow(...names.map((name) => `g, role:full, role:${name}, *`)),
    ...Object.fromEntries(files),
  };
}

test('a chain of roles that Casbin would follow is accepted, one more is refused at its row', () => {
  expect(faultsOf(chain(9))).toEqual([]);
  expect(faultsOf(chain(10))).toEqual([
    'presets/full.csv:15:15: a chain of 11 roles, Casbin follows 10: full > a0 > a1 > a2 > a3 > a4 > a5 > a6 > a7 > a8 > a9; include the presets directly',
  ]);
});
