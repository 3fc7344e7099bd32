import type { Em } from '@mandate/db';
import type { ClaimedCommand } from './claim.ts';
import type { CommandKind } from './kinds.ts';

interface Effect {
  /** The word for it in the activity log. */
  action: string;
  /** @returns why it could not be, or nothing. */
  apply?(em: Em, command: ClaimedCommand, found: { address?: string }): Promise<string | undefined>;
}

const idOf = ({ resource }: { resource: string }): string => resource.slice(resource.indexOf('/') + 1);

async function change(
  em: Em,
  sql: string,
  values: unknown[],
  otherwise: string,
): Promise<string | undefined> {
  const changed = await em.execute<{ id: string }[]>(`${sql} returning id`, values);
  return changed.length === 0 ? otherwise : undefined;
}

/** What a finished command changes in the account's own rows, by the app's login with that account set. */
export const effects: Record<CommandKind, Effect> = {
  'service.restart': {
    action: 'service.restarted',
    apply: (em, command) =>
      change(
        em,
        `update services set state = 'active' where id = ? and state <> 'cancelled'`,
        [idOf(command)],
        'the service is cancelled',
      ),
  },
  'service.reset_password': { action: 'service.password_reset' },
  'service.panel_link': { action: 'service.panel_link_made' },
  'service.order': {
    action: 'service.ready',
    apply: (em, command, { address = '' }) =>
      change(
        em,
        `update services set state = 'active', address = case when address = '' then ? else address end
         where id = ? and state = 'stopped'`,
        [address, idOf(command)],
        'the service is not waiting to start',
      ),
  },
  'service.change_plan': {
    action: 'service.plan_changed',
    apply: (em, command) =>
      change(
        em,
        `update services set plan = ?, price_cents = ? where id = ? and state <> 'cancelled'`,
        [command.payload.label, command.payload.priceCents, idOf(command)],
        'the service is cancelled',
      ),
  },
  'service.cancel': {
    action: 'service.ended',
    apply: (em, command) =>
      change(
        em,
        `update services set state = 'cancelled' where id = ?`,
        [idOf(command)],
        'the service is gone',
      ),
  },
  'domain.dns': { action: 'domain.dns_published' },
  'domain.nameservers': { action: 'domain.nameservers_published' },
  'domain.auto_renew': { action: 'domain.auto_renew_confirmed' },
  'domain.registrant': { action: 'domain.registrant_published' },
  'domain.renew': {
    action: 'domain.renewed',
    apply: (em, command) =>
      change(
        em,
        `update domains set expires_on = (expires_on + interval '1 year')::date where id = ?`,
        [idOf(command)],
        'the domain is gone',
      ),
  },
  'domain.register': {
    action: 'domain.registered',
    apply: (em, { accountId, payload, resource }) =>
      change(
        em,
        `insert into domains (id, account_id, name, state, expires_on, auto_renew, transfer_lock, nameservers,
           registrant_name, registrant_email)
         values (?, ?, ?, 'active', (current_date + interval '1 year')::date, true, true,
           array['ns1.mandate.example', 'ns2.mandate.example'], ?, ?)
         on conflict do nothing`,
        [idOf({ resource }), accountId, payload.name, payload.registrantName, payload.registrantEmail],
        'the name is taken',
      ),
  },
  'domain.transfer_lock': {
    action: 'domain.transfer_lock_set',
    apply: (em, command) =>
      change(
        em,
        `update domains set transfer_lock = ? where id = ?`,
        [command.payload.on, idOf(command)],
        'the domain is gone',
      ),
  },
  'domain.transfer_code': { action: 'domain.transfer_code_made' },
};
