import { inTransaction, readFacts, type Orm } from '@mandate/db';
import { loadSlice, type Bundle, type Permission } from '@mandate/policy';
import type { ClaimedCommand } from './claim.ts';
import type { CommandKind } from './kinds.ts';

/**
 * What is still somebody's own act when it is carried out, and the permission it asks. What is not here the account
 * has bought already, or its rows say so already: it is published for the account, whoever asked.
 */
const asks: Partial<Record<CommandKind, Permission>> = {
  'service.restart': 'services:manage',
  'service.reset_password': 'services:credentials',
  'service.panel_link': 'services:signin',
  'service.change_plan': 'services:order',
  'service.cancel': 'services:cancel',
  'domain.transfer_lock': 'domains:transfer',
  'domain.transfer_code': 'domains:transfer',
};

/**
 * Does whoever asked hold the right to it now? Guardrails aside: what was asked before the account was suspended or
 * closed is carried out.
 */
export function askerStillMay(
  { orm, bundle }: { orm: Orm; bundle: () => Bundle },
  { accountId, kind, requestedBy, resource }: ClaimedCommand,
): Promise<boolean> {
  const permission = asks[kind];
  if (!permission) return Promise.resolve(true);
  return inTransaction(orm, { account: accountId, readOnly: true }, async (em) => {
    const facts = await readFacts(em, { userId: requestedBy, accountId });
    if (!facts) return false;
    const decision = (await loadSlice(bundle(), facts)).check(permission, resource);
    return decision.allowed || decision.granted;
  });
}
