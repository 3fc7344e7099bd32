import { z } from 'zod';
import { account, emailAddress, locale, optionalText, safeText } from './text.ts';

/** Empty means none. */
const text = (most: number) => optionalText(most).optional().default('');
const email = z
  .union([z.literal(''), emailAddress])
  .optional()
  .default('');

const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

export const profileGet = z.strictObject({ account });
export const profileSave = z.strictObject({
  account,
  name: safeText(64),
  company: text(100),
  street: text(120),
  postalCode: text(20),
  city: text(80),
  country: text(60),
  vatId: text(30),
  phone: text(30),
  billingEmail: email,
  technicalEmail: email,
  timeZone: z.string().refine((zone) => timeZones.has(zone), 'invalid'),
  locale,
});

export type ProfileField = Exclude<keyof z.infer<typeof profileSave>, 'account'>;
