import { profileSave, type ProfileField } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { done, submit } from '#lib/server/forms.ts';
import { labels } from './fields.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

export const load: PageServerLoad = async ({ locals, params }) => {
  const profile = await locals.api.profile.get.query(params);
  return { profile, zones: [...new Set([...zones, profile.timeZone])].sort() };
};

export const actions: Actions = {
  default: (event) => {
    const { account } = event.params;
    const address = m.refusals_field_email;
    const messages = { billingEmail: address, technicalEmail: address };
    return submit(event, { schema: profileSave, labels, messages }, async ({ input, api }) => {
      const { changed } = await api.profile.save.mutate(input);
      const words = { account: input.name };
      const fields = changed.map((field) => labels[field as ProfileField]());
      return done(
        `/accounts/${account}/profile`,
        changed.length > 0
          ? {
              strong: m.account_profile_saved(words),
              text: m.account_profile_saved_text({ fields: fields.join(', ') }),
            }
          : { tone: 'info', strong: m.account_profile_same(words), text: m.account_profile_same_text() },
      );
    });
  },
};
