import { m, type Locale } from '@mandate/messages';
import type { z } from 'zod';

const messages = {
  required: m.refusals_field_required,
  email: m.refusals_field_email,
  too_long: m.refusals_field_too_long,
  too_short: m.refusals_field_too_short,
  date: m.refusals_field_date,
  past: m.refusals_field_past,
  over: m.refusals_field_over,
  order: m.refusals_field_order,
  scope: m.refusals_field_scope,
  same: m.refusals_field_same,
  none_yet: m.refusals_field_none_yet,
  invalid: m.refusals_field_invalid,
};
export type FieldFault = keyof typeof messages;

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  if (issue.message in messages) return issue.message as FieldFault;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'too_short';
  if (issue.code === 'too_big') return 'too_long';
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'email';
  return 'invalid';
}

export const faultMessage = (fault: FieldFault, locale: Locale): string => messages[fault]({}, { locale });

/** Field path (`grants.0.end`) → what to put right, in `locale`. A schema names a fault by its message key. */
export function fieldMessages(error: z.ZodError, locale: Locale): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    found[path] ??= faultMessage(faultOf(issue), locale);
  }
  return found;
}
