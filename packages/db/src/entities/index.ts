import { Account } from './account.ts';
import { ActivityEvent } from './activity-event.ts';
import { ActivityHead } from './activity-head.ts';
import { Command } from './command.ts';
import { Delivery } from './delivery.ts';
import { DnsRecord } from './dns-record.ts';
import { Domain } from './domain.ts';
import { EmailToken } from './email-token.ts';
import { Grant } from './grant.ts';
import { HandOff } from './hand-off.ts';
import { Invitation } from './invitation.ts';
import { Invoice } from './invoice.ts';
import { Membership } from './membership.ts';
import { OutboxMessage } from './outbox-message.ts';
import { OwnershipOffer } from './ownership-offer.ts';
import { PaymentMethod } from './payment-method.ts';
import { Payment } from './payment.ts';
import { Quote } from './quote.ts';
import { RateLimit } from './rate-limit.ts';
import { Service } from './service.ts';
import { Session } from './session.ts';
import { TicketMessage } from './ticket-message.ts';
import { Ticket } from './ticket.ts';
import { User } from './user.ts';

export {
  Account,
  ActivityEvent,
  ActivityHead,
  Command,
  Delivery,
  DnsRecord,
  Domain,
  EmailToken,
  Grant,
  HandOff,
  Invitation,
  Invoice,
  Membership,
  OutboxMessage,
  OwnershipOffer,
  PaymentMethod,
  Payment,
  Quote,
  RateLimit,
  Service,
  Session,
  TicketMessage,
  Ticket,
  User,
};
export type { Locale } from './columns.ts';
export type { ActorKind } from './activity-event.ts';
export type { InvoiceLine } from './invoice.ts';
export type { StoredGrant } from './invitation.ts';

export const entities = [
  Account,
  ActivityEvent,
  ActivityHead,
  Command,
  Delivery,
  DnsRecord,
  Domain,
  EmailToken,
  Grant,
  HandOff,
  Invitation,
  Invoice,
  Membership,
  OutboxMessage,
  OwnershipOffer,
  PaymentMethod,
  Payment,
  Quote,
  RateLimit,
  Service,
  Session,
  TicketMessage,
  Ticket,
  User,
];
