import { z } from 'zod';
import { domainName, hostName, recordName, recordTypes, recordValue } from './dns.ts';
import { account, emailAddress, id, page, safeText, search } from './text.ts';

export { recordTypes, type RecordType } from './dns.ts';

/** So many DNS records a domain holds: all of them stand on one page. */
export const mostRecords = 500;

/** Text in its one spelling, or the fault beside its field. */
const spelled = (most: number, spell: (text: string) => string | null) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((text, check) => {
      const value = spell(text);
      if (value !== null) return value;
      check.addIssue({ code: 'custom', message: text.trim() === '' ? 'required' : 'invalid', input: text });
      return z.NEVER;
    });

const domain = { account, domain: id('dom') };

export const domainsList = z.strictObject({
  account,
  q: search,
  state: z.enum(['active', 'leaving', 'ending']).optional(),
  page,
});
export const domainsOne = z.strictObject(domain);

export const domainsSaveRecord = z
  .strictObject({
    ...domain,
    /** Absent: a new one. */
    record: id('rec').optional(),
    type: z.enum(recordTypes),
    name: spelled(300, recordName),
    value: z.string().max(3000, 'too_long'),
    ttl: z.int().min(60, 'invalid').max(604_800, 'invalid'),
  })
  .transform((input, check) => {
    const fault = (path: string, message: string) =>
      check.addIssue({ code: 'custom', path: [path], message });
    const value = recordValue[input.type](input.value);
    if (value === null) fault('value', input.value.trim() === '' ? 'required' : 'invalid');
    // the domain's own nameservers are set as such, and an alias of the whole domain hides its other records
    if (input.name === '@' && (input.type === 'NS' || input.type === 'CNAME')) fault('name', 'invalid');
    return { ...input, value: value ?? z.NEVER };
  });

export const domainsDeleteRecord = z.strictObject({ ...domain, record: id('rec') });
export const domainsSetNameservers = z.strictObject({
  ...domain,
  nameservers: z
    .array(spelled(300, hostName))
    .min(2, 'too_short')
    .max(6, 'too_long')
    .refine((hosts) => new Set(hosts).size === hosts.length, 'invalid'),
});
export const domainsSetAutoRenew = z.strictObject({ ...domain, on: z.boolean() });
export const domainsSetRegistrant = z.strictObject({ ...domain, name: safeText(100), email: emailAddress });
export const domainsRegister = z.strictObject({ account, name: spelled(300, domainName) });
export const domainsSetTransferLock = z.strictObject({ ...domain, on: z.boolean() });
export const domainsReveal = z.strictObject({ ...domain, command: id('cmd') });

const yearly: Record<string, number> = {
  com: 1499,
  net: 1599,
  org: 1499,
  fr: 999,
  eu: 899,
  de: 999,
  io: 4900,
  dev: 1790,
};

/** What a year of a domain costs; the provider's price, never a form's. */
export const yearlyPriceCents = (name: string): number =>
  yearly[name.slice(name.lastIndexOf('.') + 1)] ?? 2490;
