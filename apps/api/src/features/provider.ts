import { Command } from '@mandate/db';
import type { CommandKind, CommandPayloads } from '../commands/kinds.ts';
import { requestCommand } from '../commands/request.ts';
import { Refusal } from '../errors.ts';
import { peopleNamed } from './people.ts';
import type { Working } from './working.ts';

/** Asks the provider to do something, in the transaction of its cause. */
export const ask = <Kind extends CommandKind>(
  ctx: Working,
  resource: string,
  kind: Kind,
  payload: CommandPayloads[Kind],
): Promise<string> =>
  requestCommand(ctx.em, { accountId: ctx.account.id, resource, kind, requestedBy: ctx.user.id, payload });

/** Refuses while the provider still works on one of `kinds` there; the caller holds the resource's row. */
export async function refuseWhilePending(
  ctx: Working,
  resource: string,
  kinds?: CommandKind[],
): Promise<void> {
  const pending = await ctx.em.count(Command, {
    accountId: ctx.account.id,
    resource,
    state: ['requested', 'running'],
    ...(kinds ? { kind: kinds } : {}),
  });
  if (pending > 0) throw new Refusal('COMMAND_PENDING');
}

/** The latest work there, newest first. A secret that waits is offered to the person who asked for it. */
export async function commandsOn(ctx: Working, resource: string) {
  const commands = await ctx.em.find(
    Command,
    { accountId: ctx.account.id, resource },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 10 },
  );
  const names = await peopleNamed(
    ctx.em,
    commands.map((command) => command.requestedBy),
  );
  return commands.map((command) => ({
    id: command.id,
    kind: command.kind,
    state: command.state,
    by: names(command.requestedBy),
    createdAt: command.createdAt,
    startedAt: command.startedAt ?? null,
    finishedAt: command.finishedAt ?? null,
    error: command.error ?? null,
    revealUntil: waitingSecret(ctx, command),
  }));
}

function waitingSecret(ctx: Working, command: Command): Date | null {
  const { secret, secretUntil, requestedBy } = command;
  return secret && secretUntil && secretUntil > ctx.now && requestedBy === ctx.user.id ? secretUntil : null;
}
