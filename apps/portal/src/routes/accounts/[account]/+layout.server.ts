import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  const shell = await locals.api.accounts.shell.query({ account: params.account });
  // Naming the address makes every page of the account ask anew: rights may end at any moment.
  return { shell, path: url.pathname };
};
