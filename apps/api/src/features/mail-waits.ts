import type { Delivery } from '@mandate/db';
import type { Work } from '../context.ts';

/** As long as a mail takes to leave when nothing is in its way, and some more. */
const turn = 2 * 60_000;

/** What a mail's state alone does not say: it should have left by now, or nobody will tell us whether it arrived. */
export const waitsOf = (
  { env, now }: Pick<Work, 'env'> & { now: Date },
  { state, since }: { state: Delivery['state']; since: Date },
): { late: boolean; untold: boolean } => ({
  late: state === 'queued' && since.getTime() < now.getTime() - turn,
  untold: state === 'sent' && env.RESEND_WEBHOOK_SECRET === undefined,
});
