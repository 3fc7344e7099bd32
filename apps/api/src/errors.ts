import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { m, type Locale } from '@mandate/messages';
import { z } from 'zod';
import { faultMessage, fieldMessages, type FieldFault } from './contract/fields.ts';
import { refusals, type RefusalBody, type RefusalCode, type RefusalDetails } from './contract/refusals.ts';

/** The one way a procedure says no. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  /** Field path → what is wrong with it, for input that only the database could tell to be wrong. */
  readonly faults: Record<string, FieldFault>;

  constructor(code: RefusalCode, details: RefusalDetails = {}, faults: Record<string, FieldFault> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.faults = faults;
  }
}

export const badInput = (field: string, fault: FieldFault): Refusal =>
  new Refusal('BAD_INPUT', {}, { [field]: fault });

const deadlock = '40P01';
/** Lock not available, statement timed out, connection lost, server shutting down, out of disk or connections: nothing was done. */
const passing = /^(40001|55P03|57014|57P0[123]|53\d{3}|08\d{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') codes.push(e.code);
    if (/Connection terminated|timeout exceeded when trying to connect/.test(e.message))
      codes.push('ECONNRESET');
  }
  return codes;
}

export const isUniqueViolation = (error: unknown): boolean => codesOf(error).includes('23505');

export const isDeadlock = (error: unknown): boolean => codesOf(error).includes(deadlock);

/** Turns whatever was thrown into what may leave the API. */
export function asTRPCError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof Refusal)
    return new TRPCError({ code: refusals[cause.code].trpc, message: cause.code, cause });
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const tryAgain = codesOf(cause).some((code) => code === deadlock || passing.test(code));
  if (!tryAgain) return error;
  const refusal = new Refusal('TRY_AGAIN');
  refusal.cause = cause;
  return new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'TRY_AGAIN', cause: refusal });
}

const fallback: Partial<Record<TRPCError['code'], RefusalCode>> = {
  UNAUTHORIZED: 'UNAUTHENTICATED',
  BAD_REQUEST: 'BAD_INPUT',
  PARSE_ERROR: 'BAD_INPUT',
  UNSUPPORTED_MEDIA_TYPE: 'BAD_INPUT',
  PAYLOAD_TOO_LARGE: 'BAD_INPUT',
  METHOD_NOT_SUPPORTED: 'BAD_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  SERVICE_UNAVAILABLE: 'TRY_AGAIN',
};

/** The body of a refused call: never the text of an internal error, never a path or a stack. */
export function refusalBody(error: TRPCError, locale: Locale): RefusalBody {
  const httpStatus = getHTTPStatusCodeFromError(error);
  const { cause } = error;
  if (cause instanceof Refusal) {
    const { code, details, faults } = cause;
    const message = refusalMessage(code, details, locale);
    const row: { trpc: string; field?: string } = refusals[code];
    const fields: Record<string, string> = row.field ? { [row.field]: message } : {};
    for (const [field, fault] of Object.entries(faults)) fields[field] = faultMessage(fault, locale);
    return {
      code,
      message,
      httpStatus,
      ...(Object.keys(fields).length ? { fields } : {}),
      ...(Object.keys(details).length ? { details } : {}),
    };
  }
  const code = fallback[error.code] ?? 'INTERNAL';
  const message = refusalMessage(code, {}, locale);
  return cause instanceof z.ZodError
    ? { code, message, httpStatus, fields: fieldMessages(cause, locale) }
    : { code, message, httpStatus };
}

function duration(seconds: number, locale: Locale): string {
  const unit = seconds < 60 ? 'second' : seconds < 3600 ? 'minute' : 'hour';
  const size = { second: 1, minute: 60, hour: 3600 }[unit];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(seconds / size),
  );
}

type Message = (words: Record<string, string>, options: { locale: Locale }) => string;

function refusalMessage(code: RefusalCode, details: RefusalDetails, locale: Locale): string {
  const who = new Intl.ListFormat(locale, { type: 'disjunction' }).format(details.who ?? []);
  const words = {
    permission: details.permissionLabel ?? '',
    who,
    account: details.account ?? '',
    wait: duration(details.retryAfter ?? 0, locale),
    ...details.words,
  };
  return (m as unknown as Record<string, Message>)[`refusals_${code.toLowerCase()}`]!(words, { locale });
}
