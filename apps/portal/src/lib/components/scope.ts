import { m } from '@mandate/messages';

export interface Container {
  id: string;
  name: string;
}

/** The picker's sentences for the two areas that have containers. */
export function scopeWords(area: 'services' | 'domains') {
  return area === 'services'
    ? {
        heading: m.common_nav_services(),
        which: m.common_scope_which_services(),
        all: (count: number) =>
          count === 0 ? m.common_scope_no_services() : m.common_scope_all_services({ count }),
        of: m.invite_scope_services,
        find: m.common_scope_find_services(),
        match: m.common_scope_match_services,
        later: m.common_scope_later_services(),
        laterHint: m.common_scope_later_hint_services(),
      }
    : {
        heading: m.common_nav_domains(),
        which: m.common_scope_which_domains(),
        all: (count: number) =>
          count === 0 ? m.common_scope_no_domains() : m.common_scope_all_domains({ count }),
        of: m.invite_scope_domains,
        find: m.common_scope_find_domains(),
        match: m.common_scope_match_domains,
        later: m.common_scope_later_domains(),
        laterHint: m.common_scope_later_hint_domains(),
      };
}
