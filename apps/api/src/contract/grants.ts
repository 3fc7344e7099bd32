import { z } from 'zod';
import { id } from './text.ts';

/** A calendar day in the account's time zone, `2027-03-31`; none so far off that clocks write it in another way. */
export const day = z.iso.date('date').refine((one) => one >= '1970-01-01' && one <= '2999-12-31', 'date');

const areas = ['services', 'domains', 'billing', 'support', 'admin'] as const;

const scopeChoice = (prefix: 'svc' | 'dom') =>
  z.strictObject({
    which: z.enum(['all', 'only', 'except']),
    ids: z.array(id(prefix)).max(5000, 'too_long').default([]),
    /** Also what is added later; means nothing with `only`. */
    later: z.boolean().default(false),
  });

/** What the picker sends: a preset that stays live, or single permissions, with scopes and dates. */
export const access = z
  .strictObject({
    preset: z.string().max(40).optional(),
    permissions: z.array(z.string().max(40)).max(40).default([]),
    /** Areas of the preset that are not given, also when it gains more in them later. */
    without: z.array(z.enum(areas)).max(areas.length).default([]),
    services: scopeChoice('svc').optional(),
    domains: scopeChoice('dom').optional(),
    /** First day; default: at once. */
    from: day.optional(),
    /** Last day, included; default: no end. */
    until: day.optional(),
  })
  .refine((a) => a.preset !== undefined || a.permissions.length > 0, {
    path: ['permissions'],
    message: 'required',
  });

/**
 * A member may hold several, given one after the other over the years: each part is a preset or a free choice of its
 * own. A form brings back all of them.
 */
export const accessParts = z.array(access).min(1, 'required').max(500);

/** What is offered at once has fewer. */
export const offeredParts = z.array(access).min(1, 'required').max(20);

/** First and last day of a whole membership; null: none. */
export const accessDates = z.strictObject({ from: day.nullable(), until: day.nullable() });

export type AccessInput = z.infer<typeof access>;
export type AccessDates = z.infer<typeof accessDates>;
export type ScopeChoice = NonNullable<AccessInput['services']>;
