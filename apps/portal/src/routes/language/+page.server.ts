import { z } from 'zod';
import { rememberLocale } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { safePath } from '#lib/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ url }) => ({ back: safePath(url.searchParams.get('back')) });

const schema = z.object({ locale: z.enum(['en', 'fr']), back: z.string().optional() });

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema }, async ({ input, api }) => {
      if (event.locals.user) await api.me.saveLocale.mutate({ locale: input.locale });
      rememberLocale(event.cookies, input.locale);
      return done(safePath(input.back));
    }),
};
