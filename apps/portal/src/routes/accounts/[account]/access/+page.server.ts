import { readShellIfOpen } from '#lib/server/shell.ts';
import type { PageServerLoad } from './$types.ts';

/** Also open to those whose access rests: they get it without the account's frame. */
export const load: PageServerLoad = async (event) => ({
  mine: await event.locals.api.accounts.mine.query({ account: event.params.account }),
  shell: await readShellIfOpen(event, event.params.account),
});
