import { inTransaction, type Orm } from '@mandate/db';
import type { CommandKind } from './kinds.ts';

export interface ClaimedCommand {
  id: string;
  accountId: string;
  resource: string;
  kind: CommandKind;
  payload: Record<string, unknown>;
  requestedBy: string;
  /** Counts claims; a result is written only while it is still the same. */
  attempts: number;
}

/**
 * Leases commands that nobody works on: new ones, and those whose worker died. What was asked of one thing is done in
 * the order in which it was asked.
 */
export function claimCommands(
  orm: Orm,
  { leaseMs, most }: { leaseMs: number; most: number },
): Promise<ClaimedCommand[]> {
  return inTransaction(orm, {}, (em) =>
    em.execute<ClaimedCommand[]>(
      `with due as (
         select id from commands one
         where state in ('requested', 'running') and (state = 'requested' or lease_until <= clock_timestamp())
           and not exists (
             select 1 from commands earlier
             where earlier.account_id = one.account_id and earlier.resource = one.resource
               and earlier.state in ('requested', 'running')
               and (earlier.created_at, earlier.id) < (one.created_at, one.id))
         order by created_at, id limit ? for update skip locked)
       update commands c
       set state = 'running', started_at = coalesce(started_at, clock_timestamp()), attempts = attempts + 1,
         lease_until = clock_timestamp() + make_interval(secs => ?)
       from due where c.id = due.id
       returning c.id, c.account_id as "accountId", c.resource, c.kind, c.payload, c.requested_by as "requestedBy",
         c.attempts`,
      [most, leaseMs / 1000],
    ),
  );
}
