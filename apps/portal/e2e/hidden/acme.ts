import { appendEvent, inTransaction, newId, OutboxMessage, type Em } from '@mandate/db';
import type { TestDatabase } from '@mandate/db/testing';
import type { Named } from '../support/names.ts';
import type { Ids } from './routes.ts';

const own = 'acme-shop.example';
const admin = (permission: string) => ({ permission, admin: true });

async function accountOf(em: Em): Promise<{ id: string; owner: string }> {
  const [row] = await em.execute<{ id: string; owner: string }[]>(
    `select id, owner_user_id as owner from accounts where name = 'Acme'`,
  );
  if (!row) throw new Error('The demo has no Acme.');
  return row;
}

/** Everything in Acme that has a page or a line of its own, by kind; the one domain is not among it. */
async function things(em: Em, account: string) {
  const list = (table: string, name: string) =>
    em.execute<Named[]>(`select id, ${name} as name from ${table} where account_id = ? order by id`, [
      account,
    ]);
  const domains = await list('domains', 'name');
  const shown = domains.find(({ name }) => name === own)!;
  return {
    shown,
    domain: domains.filter(({ id }) => id !== shown.id),
    service: await list('services', 'name'),
    invoice: await list('invoices', 'number'),
    quote: await list('quotes', 'title'),
    method: await list('payment_methods', 'id'),
    ticket: await list('tickets', 'subject'),
  };
}

/**
 * Demo's Acme with somebody who manages its users and one of its domains, and around them people whose rights, former
 * rights, invitations and log entries speak of everything else.
 */
export async function acmeWithManager(db: TestDatabase) {
  const { make, owner } = db;
  const em = owner.em.fork();
  const { id: account, owner: olivia } = await accountOf(em);
  const { shown, ...hidden } = await things(em, account);
  // few enough to be named one by one to whoever may see them
  const there = { only: hidden.domain.slice(0, 2).map(({ id }) => id) };
  const most = { permission: 'domains:view', domains: there };
  const server = { permission: 'services:view', services: { only: [hidden.service[0]!.id] } };

  const manager = await make.user({ name: 'Mira Managing' });
  await make.member(account, manager.id, [
    ...['admin:users', 'admin:activity', 'admin:emails'].map(admin),
    { permission: 'domains:manage', domains: { only: [shown.id] } },
  ]);
  const weak = await make.user({ name: 'Wim Weak' });
  await make.member(account, weak.id, [admin('admin:users')]);
  const strong = await make.user({ name: 'Zoe Strong' });
  await make.member(account, strong.id, [most, server], { givenBy: weak.id });
  await make.invitation(account, weak.id, [most, server]);
  const past = { endedAt: new Date(), endReason: 'expired' } as const;
  await make.grant(account, weak.id, most, past);
  const former = await make.user({ name: 'Ned Former' });
  const gone = { endedAt: past.endedAt, endReason: 'removed' } as const;
  await make.member(account, former.id, [], { ...gone, endedBy: olivia });
  await make.grant(account, former.id, { ...most, permission: 'domains:manage' }, gone);

  await inTransaction(db.orm, { account }, (inner) =>
    appendEvent(inner, {
      ...{ accountId: account, actorKind: 'user', actorUserId: olivia, actorName: 'Olivia Owens' },
      ...{ action: 'member.changed', resource: 'admin', subjectUserId: strong.id, subjectName: strong.name },
      data: { before: [most], after: [most, server] },
    }),
  );
  const at = new Date();
  for (const [area, { id, name }] of [
    ['domains', hidden.domain[0]!],
    ['support', hidden.ticket[0]!],
  ] as const)
    await make.row(OutboxMessage, {
      ...{ id: newId('out'), accountId: account, kind: 'accessChanged', resource: `${area}/${id}` },
      ...{
        recipient: 'olivia@acme.example',
        locale: 'en',
        subject: name,
        createdAt: at,
        sendAfter: at,
        sentAt: at,
      },
    });
  const ids = async (sql: string) => (await em.execute<{ id: string }[]>(sql, [account])).map(({ id }) => id);
  const people: Ids = {
    user: await ids('select user_id as id from memberships where account_id = ?'),
    invitation: await ids(`select id from invitations where account_id = ? and state = 'open'`),
    record: await ids(`select r.id from dns_records r join domains d on d.id = r.domain_id
      where r.account_id = ? and d.name = '${own}' limit 2`),
  };
  return { account, olivia, shown, hidden, people, manager: manager.id, weak: weak.id, strong: strong.id };
}

export type HiddenWorld = Awaited<ReturnType<typeof acmeWithManager>>;
