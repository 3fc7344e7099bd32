import { Account, appendEvent, newId, setContext, type Em, type Locale } from '@mandate/db';
import { startMembership } from '../members/rights.ts';

interface Opening {
  name: string;
  owner: { id: string; name: string };
  locale: Locale;
  timeZone?: string;
}

/** Opens an account with its owner; the transaction works in it from here on. */
export async function openAccount(
  em: Em,
  { name, owner, locale, timeZone = 'Europe/Paris' }: Opening,
): Promise<string> {
  const id = newId('acc');
  await setContext(em, { account: id, user: owner.id });
  await em.insert(Account, { id, name, ownerUserId: owner.id, state: 'active', timeZone, locale, epoch: 1 });
  await startMembership(em, { accountId: id, userId: owner.id });
  await appendEvent(em, {
    accountId: id,
    actorKind: 'user',
    actorUserId: owner.id,
    actorName: owner.name,
    action: 'account.opened',
    data: { after: { name } },
  });
  return id;
}
