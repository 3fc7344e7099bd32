import { domainsDeleteRecord } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { readWords } from '../../../../tell.ts';
import { readRecord } from '../record.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => readRecord(event);

export const actions: Actions = {
  default: (event) => {
    const { domain, record } = event.params;
    return submit(
      event,
      { schema: domainsDeleteRecord, fixed: { domain, record } },
      async ({ api, input }) => {
        const { account, page, activity, found } = await readWords(api, event.params);
        await api.domains.deleteRecord.mutate(input);
        const name = found.records.find(({ id }) => id === record)?.name ?? '';
        return done(page, {
          strong: m.domains_record_deleted({ record: name, account }),
          link: activity,
        });
      },
    );
  },
};
