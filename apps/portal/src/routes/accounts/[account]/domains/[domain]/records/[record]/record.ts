import { error } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import type { Api } from '#lib/server/api.ts';

interface Params {
  account: string;
  domain: string;
  record: string;
}

/** The domain and the one record of it that the address names. */
export async function readRecord(api: Api, { account, domain, record }: Params) {
  const found = await api.domains.get.query({ account, domain });
  const one = found.records.find(({ id }) => id === record);
  if (!one) error(404, { message: m.refusals_not_found(), code: 'NOT_FOUND' });
  return { domain: found, record: one };
}
