import type { Orm } from '@mandate/db';
import type { Bundle } from '@mandate/policy';
import { startLoop, type Log, type Loop } from '../outbox/loop.ts';
import type { Provider } from './adapter.ts';
import { askerStillMay } from './asker.ts';
import { claimCommands, type ClaimedCommand } from './claim.ts';
import { finishCommand, type Outcome } from './finish.ts';

interface CommandsOptions {
  /** With the worker's login: finds and leases. */
  workerOrm: Orm;
  /** With the app's login: writes results, one account at a time. */
  orm: Orm;
  bundle: () => Bundle;
  provider: Provider;
  mailKey: string;
  log: Log;
  leaseMs?: number;
  pollMs?: number;
}

const most = 10;
const lastAttempt = 5;

/** Has the provider carry out what was requested, until stopped. */
export function startCommands(options: CommandsOptions): Loop {
  const { workerOrm, leaseMs = 60_000, pollMs = 1_000 } = options;
  const step = async () => {
    const commands = await claimCommands(workerOrm, { leaseMs, most });
    await Promise.all(commands.map((command) => carryOut(options, command, leaseMs)));
    return { idle: commands.length === 0, waitMs: commands.length === 0 ? pollMs : 0 };
  };
  return startLoop('commands', pollMs, step, options.log);
}

async function carryOut(options: CommandsOptions, command: ClaimedCommand, leaseMs: number): Promise<void> {
  const { orm, mailKey, log } = options;
  const details = { command: command.id, kind: command.kind, attempts: command.attempts };
  try {
    const result = await ask(options, command, leaseMs);
    const ours = await finishCommand({ orm, mailKey }, command, result);
    if (!ours) log.warn(details, 'commands: the lease ran out before the result was written');
  } catch (error) {
    // the lease is the wait before the next attempt
    log.error({ ...details, err: error }, 'commands: not carried out, trying again');
  }
}

async function ask(options: CommandsOptions, command: ClaimedCommand, leaseMs: number): Promise<Outcome> {
  if (command.attempts > lastAttempt) return { state: 'failed', error: 'given up' };
  if (!(await askerStillMay(options, command)))
    return { state: 'dropped', error: 'whoever asked may no longer do it' };
  return options.provider(command, AbortSignal.timeout(leaseMs / 2));
}
