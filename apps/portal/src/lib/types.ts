export interface Person {
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'fr';
}

/** What the frame of an account's pages needs to know. */
export interface Shell {
  account: { id: string; name: string; state: string; timeZone: string; locale: string };
  owner: boolean;
  ownerName: string;
  /** Null where it is a choice of single permissions. */
  role: string | null;
  until?: string | null;
  permissions: readonly string[];
  /** The account's ownership is offered to the person who looks. */
  offered: boolean;
  /** The one account that is the person's own, seen from somebody else's. */
  home?: string | null;
}

/** What a refusal may tell besides its message. */
export type { RefusalDetails } from '@mandate/api/contract';

export type Tone = 'done' | 'soon' | 'stop' | 'invite' | 'info';

/** A result that waits for the next page. */
export interface Flash {
  tone?: Tone;
  /** The first clause, set strong: "Record www saved in Acme." */
  strong: string;
  text?: string;
  link?: { href: string; label: string };
}

/** What an action hands back to its form: what was typed, and what is wrong with it. */
export interface FormState {
  /** Which form of the page was sent, when there are several. */
  id?: string;
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  /** What the wrong fields are called, for the summary above the page. */
  labels: Record<string, string>;
  /** Said above the page: how many things to correct, or why nothing was done. */
  summary: string;
}
