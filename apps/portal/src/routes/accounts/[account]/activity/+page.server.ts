import { pageOf, searchOf } from '#lib/server/query.ts';
import { byDay } from './days.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account }, url, parent }) => {
  const activity = await locals.api.activity.list.query({ account, q: searchOf(url), page: pageOf(url) });
  const { shell } = await parent();
  return { activity, days: byDay(activity.items, shell.account.timeZone) };
};
