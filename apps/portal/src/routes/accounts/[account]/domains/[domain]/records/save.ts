import type { RequestEvent } from '@sveltejs/kit';
import { domainsSaveRecord } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../../tell.ts';

type Event = RequestEvent<{ account: string; domain: string }>;

/** A new record, or the one that is named. */
export function save(event: Event, record?: string) {
  const { account, domain } = event.params;
  const options = {
    schema: domainsSaveRecord,
    fixed: { account, domain, record },
    read: (data: FormData) => ({
      type: data.get('type'),
      name: data.get('name') ?? '',
      value: data.get('value') ?? '',
      ttl: Number(data.get('ttl')),
    }),
    messages: { name: m.domains_record_name_wrong, value: m.domains_record_value_wrong },
    labels: { type: m.domains_record_type, value: m.domains_record_value, ttl: m.domains_record_ttl },
  };
  return submit(event, options, async ({ api, input }) => {
    const words = await readWords(api, event.params);
    await api.domains.saveRecord.mutate(input);
    return done(words.page, {
      strong: m.domains_record_saved({ record: input.name, account: words.account }),
      text: m.domains_record_saved_text(),
      link: words.activity,
    });
  });
}
