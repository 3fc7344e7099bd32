import { appendEvent, inTransaction, type Em, type Orm } from '@mandate/db';
import { seal } from '../secrets/seal.ts';
import type { CommandResult } from './adapter.ts';
import type { ClaimedCommand } from './claim.ts';
import { effects } from './effects.ts';
import { systemEvent } from './event.ts';

/** What the provider answered, or why it was not asked. */
export type Outcome = CommandResult | { state: 'dropped'; error: string };

export const secretContext = (commandId: string) => `command/${commandId}`;

/** Writes a result, what it changes and its event in one transaction; nothing when the claim is no longer ours. */
export function finishCommand(
  app: { orm: Orm; mailKey: string },
  command: ClaimedCommand,
  result: Outcome,
): Promise<boolean> {
  return inTransaction(app.orm, { account: command.accountId }, async (em) => {
    const ours = await em.execute<{ id: string }[]>(
      `select id from commands where id = ? and attempts = ? and state = 'running' for update`,
      [command.id, command.attempts],
    );
    if (ours.length === 0) return false;
    const effect = effects[command.kind];
    const error = result.state === 'done' ? await effect.apply?.(em, command, result) : result.error;
    const secret =
      error === undefined && result.state === 'done' && result.secret !== undefined
        ? seal(app.mailKey, result.secret, secretContext(command.id))
        : null;
    await em.execute(
      `update commands
       set state = ?, error = ?, secret = ?, finished_at = clock_timestamp(), lease_until = null,
         secret_until = case when ? then clock_timestamp() + interval '10 minutes' end
       where id = ?`,
      [error === undefined ? 'done' : 'failed', error ?? null, secret, secret !== null, command.id],
      'run',
    );
    const failed = result.state === 'dropped' ? 'command.dropped' : 'command.failed';
    const action = error === undefined ? effect.action : failed;
    const data = { command: command.id, kind: command.kind, name: await nameOf(em, command.resource) };
    await appendEvent(em, systemEvent(command.accountId, { action, resource: command.resource, data }));
    return true;
  });
}

/** What the log calls the thing, as it is named now. */
async function nameOf(em: Em, resource: string): Promise<string | null> {
  const [area, id] = resource.split('/');
  const [row] = await em.execute<{ name: string }[]>(
    `select name from ${area === 'domains' ? 'domains' : 'services'} where id = ?`,
    [id],
  );
  return row?.name ?? null;
}
