/** Each login's verbs, table by table: what a procedure needs and no more. */
export const privileges = `
grant usage on schema public to mandate_app, mandate_worker, mandate_report;

grant select, insert, update on users, accounts, memberships, grants, invitations, services, quotes, invoices,
  tickets, activity_heads, outbox_messages, deliveries, commands to mandate_app;
grant select, insert, update, delete on sessions, email_tokens, rate_limits, hand_offs, domains, dns_records,
  payment_methods to mandate_app;
grant select, insert on payments, ticket_messages, activity_events to mandate_app;

grant select, update on outbox_messages, commands, deliveries to mandate_worker;
grant select on memberships, grants, invitations to mandate_worker;

grant select on accounts, memberships, grants, activity_events to mandate_report;
`;
