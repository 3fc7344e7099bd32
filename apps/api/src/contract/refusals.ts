/**
 * Every way the product says no: the code that crosses the wire, the HTTP status it travels with, and, where a
 * form can show it beside a field, that field. Messages live in `@mandate/messages` as `refusals_<code>`.
 */
export const refusals = {
  UNAUTHENTICATED: { trpc: 'UNAUTHORIZED' },
  STALE_PAGE: { trpc: 'CONFLICT' },
  ACCOUNT_NOT_FOUND: { trpc: 'NOT_FOUND' },
  MEMBER_REMOVED: { trpc: 'FORBIDDEN' },
  MEMBER_LEFT: { trpc: 'FORBIDDEN' },
  MEMBER_ENDED: { trpc: 'FORBIDDEN' },
  MEMBER_NOT_STARTED: { trpc: 'FORBIDDEN' },
  MEMBER_SUSPENDED: { trpc: 'FORBIDDEN' },
  ACCOUNT_CLOSED: { trpc: 'FORBIDDEN' },
  PERMISSION_MISSING: { trpc: 'FORBIDDEN' },
  NOT_FOUND: { trpc: 'NOT_FOUND' },
  ACCOUNT_SUSPENDED: { trpc: 'FORBIDDEN' },
  BAD_INPUT: { trpc: 'BAD_REQUEST' },

  TRY_AGAIN: { trpc: 'SERVICE_UNAVAILABLE' },
  TOO_MANY_REQUESTS: { trpc: 'TOO_MANY_REQUESTS' },
  INTERNAL: { trpc: 'INTERNAL_SERVER_ERROR' },

  WRONG_CREDENTIALS: { trpc: 'BAD_REQUEST' },
  EMAIL_UNVERIFIED: { trpc: 'BAD_REQUEST' },
  EMAIL_TAKEN: { trpc: 'CONFLICT', field: 'email' },
  PASSWORD_WRONG: { trpc: 'BAD_REQUEST', field: 'password' },
  PASSWORD_TOO_WEAK: { trpc: 'BAD_REQUEST', field: 'password' },
  TOKEN_UNKNOWN: { trpc: 'BAD_REQUEST', field: 'token' },
  TOKEN_EXPIRED: { trpc: 'BAD_REQUEST', field: 'token' },
  TOKEN_WRONG_PERSON: { trpc: 'FORBIDDEN' },
  OWNER_CANNOT_DELETE_LOGIN: { trpc: 'CONFLICT' },

  INVITATION_UNKNOWN: { trpc: 'NOT_FOUND' },
  INVITATION_EXPIRED: { trpc: 'CONFLICT' },
  INVITATION_CANCELLED: { trpc: 'CONFLICT' },
  INVITATION_ANSWERED: { trpc: 'CONFLICT' },
  INVITATION_WRONG_PERSON: { trpc: 'FORBIDDEN' },
  INVITATION_INVITER_CANNOT_GIVE: { trpc: 'CONFLICT' },
  INVITATION_ALREADY_OPEN: { trpc: 'CONFLICT', field: 'emails' },
  ALREADY_MEMBER: { trpc: 'CONFLICT', field: 'emails' },

  INVITATIONS_FULL: { trpc: 'TOO_MANY_REQUESTS' },
  GRANT_EXCEEDS_OWN: { trpc: 'FORBIDDEN' },
  MEMBER_STRONGER: { trpc: 'FORBIDDEN' },
  MEMBER_IS_OWNER: { trpc: 'FORBIDDEN' },
  MEMBER_IS_SELF: { trpc: 'FORBIDDEN' },
  OWNER_CANNOT_LEAVE: { trpc: 'CONFLICT' },
  OFFER_OPEN: { trpc: 'CONFLICT' },
  OFFER_GONE: { trpc: 'CONFLICT' },
  OFFER_RECEIVER_SUSPENDED: { trpc: 'CONFLICT' },
  OFFER_RECEIVER_NOT_STARTED: { trpc: 'CONFLICT' },
  OFFER_RECEIVER_ENDS: { trpc: 'CONFLICT' },
  OFFER_RECEIVER_IS_YOU: { trpc: 'CONFLICT' },
  CHANGED_MEANWHILE: { trpc: 'CONFLICT' },

  SERVICE_CANCELLED: { trpc: 'CONFLICT' },
  SAME_PLAN: { trpc: 'CONFLICT', field: 'plan' },
  NAME_MISMATCH: { trpc: 'BAD_REQUEST', field: 'name' },
  ACCOUNT_NAME_MISMATCH: { trpc: 'BAD_REQUEST', field: 'name' },
  RECORD_CONFLICT: { trpc: 'CONFLICT', field: 'name' },
  RECORDS_FULL: { trpc: 'CONFLICT' },
  RECORD_EXISTS: { trpc: 'CONFLICT', field: 'value' },
  DOMAIN_LOCKED: { trpc: 'CONFLICT' },
  METHOD_EXPIRED: { trpc: 'CONFLICT', field: 'expiresOn' },
  DOMAIN_TAKEN: { trpc: 'CONFLICT', field: 'name' },
  ALREADY_PAID: { trpc: 'CONFLICT' },
  QUOTE_CLOSED: { trpc: 'CONFLICT' },
  TICKET_FULL: { trpc: 'CONFLICT' },
  TICKET_CLOSED: { trpc: 'CONFLICT' },
  METHODS_FULL: { trpc: 'CONFLICT' },
  METHOD_IN_USE: { trpc: 'CONFLICT' },
  COMMAND_PENDING: { trpc: 'CONFLICT' },
  SECRET_GONE: { trpc: 'CONFLICT' },
  ACCOUNT_STATE: { trpc: 'CONFLICT' },
} as const satisfies Record<string, { trpc: string; field?: string }>;

export type RefusalCode = keyof typeof refusals;

/** What a refused call carries in `error.data`. */
export interface RefusalBody {
  code: RefusalCode;
  /** In the language of the request; says what to do next. */
  message: string;
  httpStatus: number;
  /** Field path → message, for a form to show beside its fields. */
  fields?: Record<string, string>;
  details?: RefusalDetails;
}

export interface RefusalDetails {
  permission?: string;
  permissionLabel?: string;
  /** Names of the people who can help, never addresses. */
  who?: string[];
  account?: string;
  /** Seconds until trying again makes sense. */
  retryAfter?: number;
  /** Anything else the message names. */
  words?: Record<string, string>;
}
