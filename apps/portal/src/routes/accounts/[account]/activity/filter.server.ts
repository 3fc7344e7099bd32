import { activityAreas } from '@mandate/api/contract';
import { dayOf, searchOf } from '#lib/server/query.ts';

/** What the log is narrowed to; anything odd in the address narrows nothing. */
export const filterOf = (url: URL) => ({
  q: searchOf(url),
  area: activityAreas.find((area) => area === url.searchParams.get('area')),
  from: dayOf(url, 'from'),
  until: dayOf(url, 'until'),
});
