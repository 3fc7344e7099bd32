import {
  Domain,
  Invitation,
  Invoice,
  Membership,
  OwnershipOffer,
  PaymentMethod,
  Quote,
  Service,
  Ticket,
  type Em,
} from '@mandate/db';
import type { Permission } from '@mandate/policy';

export type Raw = Record<string, unknown>;

/** An id in a raw input, or null: malformed ids are unknown ids, and unknown ids are answered before bad input. */
export function idIn(raw: Raw, field: string): string | null {
  const value = raw[field];
  return typeof value === 'string' && /^[a-z0-9_]{1,40}$/.test(value) ? value : null;
}

interface Who {
  accountId: string;
  userId: string;
}

/**
 * What a procedure's permission is asked about: one thing, named by the input; what does not exist yet (the bare
 * area); or, for lists, anything in the area.
 */
export type Target =
  | { kind: 'anywhere' }
  | { kind: 'fresh'; address: string }
  | { kind: 'one'; view: Permission | null; find(em: Em, raw: Raw, who: Who): Promise<string | null> };

export const anywhere: Target = { kind: 'anywhere' };

export const fresh = (address: string): Target => ({ kind: 'fresh', address });

export const oneService: Target = {
  kind: 'one',
  view: 'services:view',
  find: async (em, raw, { accountId }) => {
    const id = idIn(raw, 'service');
    return id && (await em.count(Service, { id, accountId })) ? `services/${id}` : null;
  },
};

export const oneDomain: Target = {
  kind: 'one',
  view: 'domains:view',
  find: async (em, raw, { accountId }) => {
    const id = idIn(raw, 'domain');
    return id && (await em.count(Domain, { id, accountId })) ? `domains/${id}` : null;
  },
};

const oneBill = (entity: typeof Invoice | typeof Quote | typeof PaymentMethod, field: string): Target => ({
  kind: 'one',
  view: 'billing:view',
  find: async (em, raw, { accountId }) => {
    const id = idIn(raw, field);
    return id && (await em.count<Invoice | Quote | PaymentMethod>(entity, { id, accountId }))
      ? `billing/${id}`
      : null;
  },
});

export const oneInvoice = oneBill(Invoice, 'invoice');
export const oneQuote = oneBill(Quote, 'quote');
export const oneMethod = oneBill(PaymentMethod, 'method');

/** A ticket's address says whether the asking person opened it (S1). */
export const oneTicket: Target = {
  kind: 'one',
  view: 'support:view',
  find: async (em, raw, { accountId, userId }) => {
    const id = idIn(raw, 'ticket');
    const ticket = id ? await em.findOne(Ticket, { id, accountId }) : null;
    return ticket && `support/${ticket.openedBy === userId ? 'own' : 'other'}/${ticket.id}`;
  },
};

/** Somebody with access to this account now; members are not addressed one by one (S1). */
export const oneMember: Target = {
  kind: 'one',
  view: 'admin:members',
  find: async (em, raw, { accountId }) => {
    const userId = idIn(raw, 'user');
    return userId && (await em.count(Membership, { userId, accountId, endedAt: null })) ? 'admin' : null;
  },
};

/** Somebody who has, or once had, access to this account. */
export const oneOnceMember: Target = {
  kind: 'one',
  view: 'admin:members',
  find: async (em, raw, { accountId }) => {
    const userId = idIn(raw, 'user');
    return userId && (await em.count(Membership, { userId, accountId })) ? 'admin' : null;
  },
};

const invitationIn = (states: readonly Invitation['state'][]): Target => ({
  kind: 'one',
  view: 'admin:members',
  find: async (em, raw, { accountId }) => {
    const id = idIn(raw, 'invitation');
    return id && (await em.count(Invitation, { id, accountId, state: [...states] })) ? 'admin' : null;
  },
});

/** An invitation of this account that waits for an answer. */
export const oneInvitation = invitationIn(['open']);

/** One that nobody has answered, also where its time is over. */
export const unanswered = ['open', 'expired'] as const;
export const oneUnanswered = invitationIn(unanswered);

/** One that the list of users shows, or showed. */
export const unaccepted = ['open', 'expired', 'declined'] as const;
export const oneUnaccepted = invitationIn(unaccepted);

/** An offer of ownership in this account, whatever became of it. */
export const oneOffer: Target = {
  kind: 'one',
  view: 'admin:members',
  find: async (em, raw, { accountId }) => {
    const id = idIn(raw, 'offer');
    return id && (await em.count(OwnershipOffer, { id, accountId })) ? 'admin' : null;
  },
};
