import { m } from '@mandate/messages';
import type { ProfileField } from '@mandate/api/contract';

/** What each field of the profile is called: in the form, in its errors, and in the result. */
export const labels: Record<ProfileField, () => string> = {
  name: m.account_field_name,
  company: m.account_field_company,
  street: m.account_field_street,
  postalCode: m.account_field_postal_code,
  city: m.account_field_city,
  country: m.account_field_country,
  vatId: m.account_field_vat_id,
  phone: m.account_field_phone,
  billingEmail: m.account_field_billing_email,
  technicalEmail: m.account_field_technical_email,
  timeZone: m.account_field_time_zone,
  locale: m.account_field_locale,
};
