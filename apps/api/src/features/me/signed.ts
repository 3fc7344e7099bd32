import type { Work } from '../../context.ts';

/** A call by somebody who is signed in. */
export interface Signed extends Work {
  user: { id: string };
  session: { id: string };
}
