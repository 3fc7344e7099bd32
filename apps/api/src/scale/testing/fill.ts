import type { Em } from '@mandate/db';

/** Ids of generated rows, of twenty characters like all others. */
export const idOf = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(20, '0')}`;
const id = (prefix: string, n: string) => `'${prefix}_' || lpad((${n})::text, 20, '0')`;

/** Each account begins at a number of its own, so that ids never meet. */
export const stride = 100_000;

interface Owned {
  account: string;
  owner: string;
  /** The account's place: its things are numbered from here. */
  place: number;
}

const names = (kind: 'domains' | 'services', from: number, to: string) =>
  `jsonb_build_object('only', jsonb_build_array(${id(kind === 'domains' ? 'dom' : 'svc', `${from} + ${to}`)}))`;

/** `count` domains, and ten services or fewer; every fifth domain ends soon. */
export async function fillContainers(em: Em, { account, place }: Owned, count: number): Promise<void> {
  const from = place * stride;
  await em.execute(
    `insert into domains (id, account_id, name, expires_on, auto_renew, nameservers, registrant_name, registrant_email)
     select ${id('dom', `${from} + n`)}, ?, 'site-' || lpad(n::text, 5, '0') || '.example',
       current_date + case when n % 5 = 0 then 9 else 200 end, n % 5 <> 0, '{ns1.mandate.example,ns2.mandate.example}',
       'Olivia Owens', 'olivia@acme.example'
     from generate_series(0, ?::int - 1) n`,
    [account, count],
  );
  await em.execute(
    `insert into services (id, account_id, name, kind, plan, region, address, username, price_cents, renews_on)
     select ${id('svc', `${from} + n`)}, ?, 'web-' || lpad(n::text, 5, '0'), 'server', 'Server M', 'Paris', '192.0.2.1',
       'root', 2400, current_date + 30
     from generate_series(0, least(?::int, 10) - 1) n`,
    [account, count],
  );
}

/**
 * `count` members besides the owner, of ten kinds in turn: of live presets and permissions, scoped and not, suspended,
 * ended, to start, ending soon, with grants that ran out, that were ended, and that name what is unknown.
 */
export async function fillMembers(em: Em, { account, owner, place }: Owned, count: number): Promise<void> {
  const from = place * stride;
  const user = id('usr', `${from} + n`);
  await em.execute(
    `insert into users (id, email, email_verified_at, name, locale)
     select ${user}, 'm' || (${from} + n) || '@people.example', now(), 'Member ' || lpad(n::text, 5, '0'), 'en'
     from generate_series(0, ?::int - 1) n`,
    [count],
  );
  await em.execute(
    `insert into memberships (account_id, user_id, created_at, suspended_at, suspended_by, start_at, end_at, ended_at, end_reason, ended_by)
     select ?, ${user}, now() - interval '1 year', case when n % 10 = 4 then now() end, case when n % 10 = 4 then ? end,
       case when n % 10 = 5 then now() + interval '9 days' end, case when n % 10 = 6 then now() + interval '9 days' end,
       case when n % 10 = 7 then now() - interval '1 day' * (n % 90) end, case when n % 10 = 7 then 'removed' end,
       case when n % 10 = 7 then ? end
     from generate_series(0, ?::int - 1) n`,
    [account, owner, owner, count],
  );
  await em.execute(
    `insert into grants (id, account_id, user_id, preset, permission, services, domains, billing, support, admin,
       start_at, end_at, given_by, ended_at, end_reason)
     select ${id('gra', `${from} + n * 2`)}, ?, ${user},
       case n % 10 when 0 then 'domain-manager' when 1 then 'web-agency' when 2 then 'full' when 8 then 'vanished' end,
       case when n % 10 not in (0, 1, 2, 8) then 'domains:manage' end,
       case when n % 10 in (1, 2) then jsonb_build_object('except', jsonb_build_array()) end,
       case when n % 10 = 2 then jsonb_build_object('except', jsonb_build_array(${id('dom', `${from} + n % 10`)}))
         else ${names('domains', from, 'n % 10')} end,
       n % 10 = 2, n % 10 in (0, 1, 2), n % 10 = 2,
       now() - interval '9 days', case when n % 10 = 3 then now() - interval '1 day' end, ?,
       case when n % 10 in (7, 9) then now() - interval '1 day' * (n % 90) end,
       case when n % 10 = 7 then 'removed' when n % 10 = 9 then 'expired' end
     from generate_series(0, ?::int - 1) n
     union all
     select ${id('gra', `${from} + n * 2 + 1`)}, ?, ${user}, null, 'billing:view', null, null, true, false, false,
       now() - interval '9 days', null, ?, case when n % 10 = 7 then now() - interval '1 day' * (n % 90) end,
       case when n % 10 = 7 then 'removed' end
     from generate_series(0, ?::int - 1) n`,
    [account, owner, count, account, owner, count],
  );
}

/** `count` open invitations, each for one domain. */
export async function fillInvitations(
  em: Em,
  { account, owner, place }: Owned,
  count: number,
): Promise<void> {
  const from = place * stride;
  await em.execute(
    `insert into invitations (id, account_id, email, locale, inviter_user_id, grants, token_hash, way, expires_at)
     select ${id('ivt', `${from} + n`)}, ?, 'guest' || n || '@people.example', 'en', ?,
       jsonb_build_array(jsonb_build_object('preset', 'domain-manager', 'support', true,
         'domains', ${names('domains', from, 'n % 10')})),
       'hash-' || (${from} + n), 'mailed', now() + interval '5 days'
     from generate_series(0, ?::int - 1) n`,
    [account, owner, count],
  );
}

/** Grants of `person`, each of one domain of its own. */
export async function fillSingles(em: Em, { account, owner, place }: Owned, person: number, count: number) {
  await em.execute(
    `insert into grants (id, account_id, user_id, preset, permission, domains, support, given_by)
     select ${id('gra', `${person} + n`)}, ?, ?, case when n % 2 = 0 then 'domain-manager' end,
       case when n % 2 = 1 then 'domains:manage' end, ${names('domains', place * stride, 'n * 3')}, n % 2 = 0, ?
     from generate_series(0, ?::int - 1) n`,
    [account, idOf('usr', person), owner, count],
  );
}

/**
 * `count` accounts of `owner`, in which `person` manages one domain, views another and the services but one, and pays.
 * Each has three domains and services, an invoice and a ticket.
 */
export async function fillAccounts(
  em: Em,
  { place, owner, person }: { place: number; owner: string; person: string },
  count: number,
): Promise<void> {
  const from = place * stride;
  const account = id('acc', `${from} + n`);
  const each = `from generate_series(0, ?::int - 1) n`;
  const three = `${each} cross join generate_series(0, 2) k`;
  await em.execute(
    `insert into accounts (id, name, owner_user_id, locale) select ${account}, 'Customer ' || lpad(n::text, 4, '0'), ?, 'en' ${each}`,
    [owner, count],
  );
  await em.execute(
    `insert into memberships (account_id, user_id, last_active_at) select ${account}, u, now() - interval '1 hour' * n
     ${each} cross join unnest(array[?, ?]) u`,
    [count, owner, person],
  );
  await em.execute(
    `insert into domains (id, account_id, name, expires_on, auto_renew, nameservers, registrant_name, registrant_email)
     select ${id('dom', `${from} + n * 3 + k`)}, ${account}, 'shop-' || k || '-' || n || '.example', current_date + 9, false,
       '{ns1.mandate.example}', 'Olivia', 'olivia@acme.example' ${three}`,
    [count],
  );
  await em.execute(
    `insert into services (id, account_id, name, kind, plan, region, address, username, price_cents, renews_on)
     select ${id('svc', `${from} + n * 3 + k`)}, ${account}, 'box-' || k || '-' || n, 'server', 'M', 'Paris', '192.0.2.1', 'root',
       2400, current_date + 30 ${three}`,
    [count],
  );
  await em.execute(
    `insert into invoices (id, account_id, number, lines, amount_cents, issued_on, due_on)
     select ${id('inv', `${from} + n`)}, ${account}, 'I-' || n, '[]', 900, current_date, current_date + 9 ${each}`,
    [count],
  );
  await em.execute(
    `insert into tickets (id, account_id, number, subject, opened_by)
     select ${id('tkt', `${from} + n`)}, ${account}, 1, 'Question ' || n, ? ${each}`,
    [person, count],
  );
  const grant = (k: number, columns: string, values: string) =>
    em.execute(
      `insert into grants (id, account_id, user_id, ${columns}, given_by)
       select ${id('gra', `${from} + n * 4 + ${k}`)}, ${account}, ?, ${values}, ? ${each}`,
      [person, owner, count],
    );
  await grant(0, 'preset, domains, support', `'domain-manager', ${names('domains', from, 'n * 3')}, true`);
  await grant(1, 'permission, domains', `'domains:view', ${names('domains', from, 'n * 3 + 1')}`);
  const others = `jsonb_build_object('except', jsonb_build_array(${id('svc', `${from} + n * 3`)}))`;
  await grant(2, 'permission, services', `'services:view', ${others}`);
  await grant(3, 'permission, billing', `'billing:pay', true`);
}
