import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant, locale } from './columns.ts';

/** A grant as an invitation keeps it: JSON has no instants, so they are ISO strings. */
export interface StoredGrant {
  preset?: string;
  permission?: string;
  services?: { only: string[] } | { except: string[] };
  domains?: { only: string[] } | { except: string[] };
  billing?: boolean;
  support?: boolean;
  admin?: boolean;
  start?: string;
  end?: string;
}

const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    email: p.text(),
    locale: locale(),
    note: p.text().nullable(),
    /** Who last set its grants. */
    inviterUserId: p.text(),
    state: p.enum(['open', 'accepted', 'declined', 'cancelled', 'expired'] as const).default('open'),
    grants: p.json<StoredGrant[]>(),
    tokenHash: p.text(),
    way: p.enum(['mailed', 'copied'] as const),
    expiresAt: instant(),
    sendCount: p.integer().default(1),
    lastSentAt: createdAt(),
    createdAt: createdAt(),
    answeredAt: instant().nullable(),
    answeredBy: p.text().nullable(),
  },
});

export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);
