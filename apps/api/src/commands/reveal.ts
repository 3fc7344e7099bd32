import type { Em } from '@mandate/db';
import { Refusal } from '../errors.ts';
import { open } from '../secrets/seal.ts';
import { secretContext } from './finish.ts';
import type { SecretKind } from './kinds.ts';

export interface RevealRequest {
  command: string;
  /** What the permission was decided for: another service's or another kind's secret is not shown for it. */
  kind: SecretKind;
  resource: string;
  userId: string;
}

/** Shows a command's secret to the person who asked for it, once and within ten minutes, and forgets it. */
export async function revealSecret(
  em: Em,
  env: { MAIL_KEY: string },
  request: RevealRequest,
): Promise<string> {
  const [row] = await em.execute<{ state: string; secret: string | null; live: boolean | null }[]>(
    `with taken as (
       select id, state, secret, secret_until > clock_timestamp() as live from commands
       where id = ? and requested_by = ? and resource = ? and kind = ? for update),
     forgotten as (
       update commands c set secret = null from taken where c.id = taken.id and c.secret is not null returning c.id)
     select state, secret, live from taken`,
    [request.command, request.userId, request.resource, request.kind],
  );
  if (!row) throw new Refusal('NOT_FOUND');
  if (row.state === 'requested' || row.state === 'running') throw new Refusal('COMMAND_PENDING');
  if (row.secret === null || !row.live) throw new Refusal('SECRET_GONE');
  return open(env.MAIL_KEY, row.secret, secretContext(request.command));
}
