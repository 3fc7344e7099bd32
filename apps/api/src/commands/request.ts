import { Command, newId, type Em } from '@mandate/db';
import type { CommandKind, CommandPayloads } from './kinds.ts';

interface CommandRequest<Kind extends CommandKind> {
  accountId: string;
  /** `services/svc_…` or `domains/dom_…`. */
  resource: string;
  kind: Kind;
  /** Id of the person who asked, and who alone will see a secret that comes of it. */
  requestedBy: string;
  payload: CommandPayloads[Kind];
}

/** Records a command in the transaction of its cause; the provider carries it out after the commit. */
export async function requestCommand<Kind extends CommandKind>(
  em: Em,
  request: CommandRequest<Kind>,
): Promise<string> {
  const id = newId('cmd');
  await em.insert(Command, { id, ...request, payload: { ...request.payload } });
  return id;
}
