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

/** From when and until when; each day counts only where its choice is made. */
export interface Dates {
  starts: boolean;
  from: string;
  ends: boolean;
  until: string;
}

/** All that the form of an access holds, as typed; the picker shows it and the check page carries it on. */
export interface Draft extends Dates {
  emails: string;
  locale: string;
  note: string;
  /** A preset's name, or empty: each box by itself. */
  situation: string;
  /** The situation that the boxes were last ticked for. */
  ticked_for: string;
  /** The situation that these boxes were, until one of them was changed. */
  left: string;
  permissions: string[];
  services: ScopeDraft;
  domains: ScopeDraft;
  /** The dates of the whole access, where it has been given already. */
  whole: Dates | null;
  /** The parts of the access besides the one that is open, in their order, and the place of the open one. */
  others: Part[];
  place: number;
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
  /** What the other parts say. */
  sentences: readonly string[];
}
