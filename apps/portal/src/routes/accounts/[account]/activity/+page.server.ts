import { pageOf } from '#lib/server/query.ts';
import { byDay } from './days.ts';
import { filterOf } from './filter.server.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params: { account }, url, parent }) => {
  const filter = filterOf(url);
  const activity = await locals.api.activity.list.query({
    account,
    ...filter,
    page: pageOf(url),
    seal: url.searchParams.get('seal') === 'all' ? 'all' : 'newest',
  });
  const { shell } = await parent();
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return { activity, narrowed, days: byDay(activity.items, shell.account.timeZone) };
};
