import type { Em } from '@mandate/db';
import type { Person } from './people.ts';
import type { Ids } from './world.ts';

/** What the table says of one procedure. */
export interface Line {
  kind: 'public' | 'user' | 'member' | 'account';
  type: 'query' | 'mutation';
  /** The permission it asks. */
  asks?: string;
  /** The kind of thing whose id it takes; nothing for lists and for what does not exist yet. */
  names?:
    | 'service'
    | 'domain'
    | 'invoice'
    | 'quote'
    | 'method'
    | 'ticket'
    | 'member'
    | 'invitation'
    | 'offer'
    | 'handOver'
    | 'session';
  /** The id among those of its world; default: the one called like the kind. */
  id?: keyof Ids;
  /** Asked about what does not exist yet: in scoped areas only complements reach that. */
  fresh?: true;
  /** A valid input, without the account. */
  input?: (ids: Ids, id: string) => object;
  /** Takes no input at all. */
  bare?: true;
  headers?: (ids: Ids) => Record<string, string>;
  /** Rows that differ once it succeeded: table, column, and the id that is in it. */
  changes?: readonly [table: string, column: string, id: keyof Ids];
  /** What has to be so in its world before it can succeed. */
  first?: (em: Em, ids: Ids) => Promise<unknown>;
  /** Kinds of persons to whom it says no whatever they hold. */
  refuses?: Partial<Record<Person['kind'], string>>;
  /** The answer to an id that is not one's own, where that is not S11's. */
  unknown?: string;
  /** For every member, but not while the account is suspended. */
  deniedSuspended?: true;
  /** Standings, besides active, in which it works. */
  openTo?: readonly Person['kind'][];
}

export type Table = Readonly<Record<string, Line>>;
