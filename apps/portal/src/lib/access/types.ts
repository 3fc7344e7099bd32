import type { Api } from '#lib/server/api.ts';

/** What the asking person may give, as the API says it. */
export type Offer = Awaited<ReturnType<Api['members']['offer']['query']>>;
export type Part = Parameters<Api['members']['change']['mutate']>[0]['parts'][number];
export type ScopedArea = 'services' | 'domains';
export const scopedAreas = ['services', 'domains'] as const;

export interface ScopeDraft {
  which: 'all' | 'only' | 'except';
  ids: string[];
  later: boolean;
  q: string;
  page: number;
}

/** All that the form of an access holds, as typed; the picker shows it and the check page carries it on. */
export interface Draft {
  emails: string;
  locale: string;
  note: string;
  /** A preset's name, or empty: each box by itself. */
  situation: string;
  /** The situation that the boxes were last ticked for. */
  ticked_for: string;
  permissions: string[];
  services: ScopeDraft;
  domains: ScopeDraft;
  /** A first day in the future, kept as it is. */
  from: string;
  ends: boolean;
  until: string;
  /** Further parts of an access that are kept, by their place. */
  keep: string[];
  /** The membership's epoch that the form was shown with. */
  seen: string;
}

interface Container {
  id: string;
  name: string;
}

/** What the scope picker shows: a page of what was searched for, and the names of what is chosen. */
export type Lists = Record<
  ScopedArea,
  {
    found: { items: Container[]; total: number; page: number; pages: number; q: string };
    chosen: Container[];
  }
>;

/** One showing of the picker. */
export interface Picked {
  draft: Draft;
  lists: Lists;
}
