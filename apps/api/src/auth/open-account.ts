import { Account, appendEvent, Membership, newId, setContext, type Em, type Locale } from '@mandate/db';

/** Opens an account with its owner's membership, in the caller's transaction, which works in that account afterwards. */
export async function openAccount(
  em: Em,
  { name, owner }: { name: string; owner: { id: string; name: string; locale: Locale } },
): Promise<string> {
  const id = newId('acc');
  await setContext(em, { account: id });
  await em.insert(Account, { id, name, ownerUserId: owner.id, locale: owner.locale });
  await em.insert(Membership, { accountId: id, userId: owner.id });
  await appendEvent(em, {
    accountId: id,
    actorKind: 'user',
    actorUserId: owner.id,
    actorName: owner.name,
    action: 'account.opened',
    resource: 'admin',
    data: { name },
  });
  return id;
}
