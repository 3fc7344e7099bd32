import type { CatalogueFile } from './catalogue.ts';
import type { CsvRow } from './csv.ts';
import { expandDeny } from './expand.ts';
import type { Faults } from './faults.ts';
import { roleRows, type RoleRow } from './rows.ts';

export const guardedStates = ['suspended', 'closed'] as const;
export type GuardedState = (typeof guardedStates)[number];

/** Matches nobody. An enforcer without rows would allow a request of empty strings. */
export const sentinel = ['role:nobody', 'none', 'none', 'none', 'deny'] as const;

const file = 'guardrails.csv';
const roleOf = (state: GuardedState) => `role:account.${state}`;

/** Reads guardrails.csv and holds it against the catalogue's marks; what implies a denied permission is denied too. */
export function readGuardrails(
  rows: readonly CsvRow[],
  catalogue: CatalogueFile,
  faults: Faults,
): Map<GuardedState, RoleRow[]> {
  const isSentinel = (row: CsvRow) => row.type === 'p' && row.values.join() === sentinel.join();
  const first = `p, ${sentinel.join(', ')}`;
  if (!rows.some(isSentinel))
    faults.add(file, 1, 1, `the row ${first} is missing`, 'add it as the first row');
  for (const row of rows) {
    if (row.type === 'g')
      faults.add(file, row.line, 1, 'guardrails include nothing', 'write a p row for each denied permission');
  }
  const roles = guardedStates.map(roleOf);
  const written = roleRows(
    rows.filter((row) => !isSentinel(row)),
    { roles, effect: 'deny' },
    catalogue,
    faults,
  );
  const guardrails = new Map<GuardedState, RoleRow[]>();
  for (const state of guardedStates) {
    const own = written.filter((row) => row.role === roleOf(state));
    compare(state, own, catalogue, faults);
    guardrails.set(state, flatten(own, catalogue));
  }
  return guardrails;
}

function compare(
  state: GuardedState,
  rows: readonly RoleRow[],
  catalogue: CatalogueFile,
  faults: Faults,
): void {
  const denied = new Map(rows.map((row) => [row.permission, row]));
  for (const { name, on, action, suspended } of catalogue.permissions.values()) {
    const wanted = state === 'closed' || suspended === 'deny';
    const row = denied.get(name);
    if (wanted && !row) {
      const message = `no row denies ${name} in a ${state} account, but the catalogue does`;
      faults.add(file, 1, 1, message, `add the row p, ${roleOf(state)}, *, ${on}, ${action}, deny`);
    }
    if (!wanted && row) {
      const message = `the catalogue allows ${name} in a ${state} account`;
      faults.add(row.file, row.line, 1, message, 'remove the row or write suspended: deny in catalogue.yaml');
    }
  }
}

function flatten(rows: readonly RoleRow[], catalogue: CatalogueFile): RoleRow[] {
  const flat = new Map(rows.map((row) => [row.permission, row]));
  for (const row of rows) {
    for (const name of expandDeny(row.permission, catalogue)) {
      const permission = catalogue.permissions.get(name);
      if (permission && !flat.has(name)) flat.set(name, { ...row, permission: name, pattern: permission.on });
    }
  }
  return [...flat.values()];
}
