const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const decided = `any (string_to_array(${setting('account_ids')}, ','))`;

const owned = [
  ...['memberships', 'grants', 'invitations', 'hand_offs', 'services', 'domains', 'dns_records', 'quotes'],
  ...['invoices', 'payment_methods', 'payments', 'tickets', 'ticket_messages', 'activity_events'],
  ...['activity_heads', 'outbox_messages', 'deliveries', 'commands'],
];

/** Every table with an account column, accounts among them: only the transaction's account, for the owner too. */
const account = ['accounts', ...owned].map((table) => {
  const mine = `${table === 'accounts' ? 'id' : 'account_id'} = ${setting('account_id')}`;
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_account on ${table} to mandate_app using (${mine}) with check (${mine});`;
});

/** Policies on memberships and invitations look at no other table: those on accounts look at them. */
const people = `
create policy memberships_own on memberships for select to mandate_app using (user_id = ${setting('user_id')});
create policy grants_own on grants for select to mandate_app using (user_id = ${setting('user_id')});
create policy accounts_member on accounts for select to mandate_app
  using (id in (select m.account_id from memberships m where m.user_id = ${setting('user_id')}));

create policy invitations_token on invitations for select to mandate_app
  using (token_hash = ${setting('token_hash')});
create policy hand_offs_token on hand_offs for select to mandate_app
  using (token_hash = ${setting('token_hash')});

create policy invitations_email on invitations for select to mandate_app
  using (state = 'open' and email = ${setting('email')});
create policy accounts_invited on accounts for select to mandate_app
  using (id in (select i.account_id from invitations i where i.state = 'open' and i.email = ${setting('email')}));
`;

/** The page across accounts: what it shows, of the accounts that the policy has just decided. */
const across = ['accounts', 'memberships', 'grants', 'services', 'domains', 'invoices', 'tickets'].map(
  (table) => `
create policy ${table}_decided on ${table} for select to mandate_app
  using (${table === 'accounts' ? 'id' : 'account_id'} = ${decided});`,
);

const identityMail = ['outbox_messages', 'deliveries'].map(
  (table) => `
create policy ${table}_identity on ${table} for insert to mandate_app with check (account_id is null);`,
);

const worker = [
  ...['outbox_messages', 'commands', 'deliveries'].map(
    (table) => `
create policy ${table}_work on ${table} for select to mandate_worker using (true);
create policy ${table}_result on ${table} for update to mandate_worker using (true) with check (true);`,
  ),
  ...['memberships', 'grants', 'invitations'].map(
    (table) => `
create policy ${table}_due on ${table} for select to mandate_worker using (true);`,
  ),
];

const report = ['accounts', 'memberships', 'grants', 'activity_events'].map(
  (table) => `
create policy ${table}_report on ${table} for select to mandate_report using (true);`,
);

export const policies = [...account, people, ...across, ...identityMail, ...worker, ...report].join('\n');
