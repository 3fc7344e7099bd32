import { newEnforcer, newModelFromString, type Enforcer } from 'casbin';
import type { Row } from '../rows.ts';

/** node-casbin as its documentation shows it, with the model and the matcher functions of the policy package. */
export async function enforcer(model: string, rows: readonly Row[]): Promise<Enforcer> {
  const parsed = newModelFromString(model);
  const assertion = parsed.model.get('p')?.get('p');
  // set at once: adding one by one searches for duplicates each time
  if (assertion)
    assertion.policy = [['role:nobody', 'none', 'none', 'none', 'deny'], ...rows.map((row) => [...row])];
  const made = await newEnforcer(parsed);
  await made.buildRoleLinks();
  await functions(made);
  return made;
}

export async function functions(made: Enforcer): Promise<void> {
  const equal = (asked: string, row: string) => row === '*' || asked === row;
  await made.addFunction('accMatch', equal);
  await made.addFunction('actMatch', equal);
  await made.addFunction('resMatch', (asked: string, row: string) =>
    row.endsWith('/**') ? `${asked}/`.startsWith(row.slice(0, -2)) : asked === row,
  );
}
