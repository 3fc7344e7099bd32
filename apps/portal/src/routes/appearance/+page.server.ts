import { z } from 'zod';
import { rememberTheme } from '#lib/server/cookies.ts';
import { done, submit } from '#lib/server/forms.ts';
import { safePath } from '#lib/server/pages.ts';
import { themes } from '#lib/theme.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ url }) => ({ back: safePath(url.searchParams.get('back')) });

const schema = z.object({ theme: z.enum(themes), back: z.string().optional() });

export const actions: Actions = {
  default: (event) =>
    submit(event, { schema }, ({ input }) => {
      rememberTheme(event.cookies, input.theme);
      return done(safePath(input.back));
    }),
};
