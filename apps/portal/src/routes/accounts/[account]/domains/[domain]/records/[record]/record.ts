import { error } from '@sveltejs/kit';
import { m } from '@mandate/messages';
import { managed } from '../../managed.ts';

/** The domain and the one record of it that the address names. */
export async function readRecord(event: Parameters<typeof managed>[0] & { params: { record: string } }) {
  const domain = await managed(event);
  const record = domain.records.find(({ id }) => id === event.params.record);
  if (!record) error(404, { message: m.refusals_not_found(), code: 'NOT_FOUND' });
  return { domain, record };
}
