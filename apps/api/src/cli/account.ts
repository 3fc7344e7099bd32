import { createOrm } from '@mandate/db';
import { InvalidArgumentError, type Command } from 'commander';
import { actAsProvider, type ActedOn } from '../features/accounts/provider.ts';
import type { StateChange } from '../features/accounts/state.ts';
import { findAccount } from './find-account.ts';
import { NotDone, type Io } from './io.ts';

interface Act {
  verb: string;
  change: StateChange;
  says: string;
  done: (acted: ActedOn) => string;
}

const acts: Act[] = [
  {
    ...{ verb: 'suspend', change: 'suspended' },
    says: 'suspend an account: everything can be seen and paid, nothing ordered, changed or given',
    done: ({ name }) => `${name} is suspended; its owner is told by mail.`,
  },
  {
    ...{ verb: 'resume', change: 'resumed' },
    says: 'open an account again that is suspended or closed',
    done: ({ name, before }) =>
      before === 'closed'
        ? `${name} is open again; everybody with access is told by mail.`
        : `${name} is resumed; its owner is told by mail.`,
  },
  {
    ...{ verb: 'close', change: 'closed' },
    says: 'close an account: nobody enters, its open invitations are cancelled',
    done: ({ name, invitations }) =>
      `${name} is closed, ${invitations} open invitation${invitations === 1 ? '' : 's'} cancelled; everybody with access is told by mail.`,
  },
];

const examples = `
Examples:
  mandate account suspend Acme --reason "Invoice 2026-0117 is 60 days late."
  mandate account resume acc_4k2m8q0z1x7c5v3b9n6l`;

export function accountCommand(program: Command, io: Io): void {
  const account = program
    .command('account')
    .description('suspend, resume or close a customer’s account')
    .addHelpText('after', examples);
  for (const act of acts)
    account
      .command(act.verb)
      .description(act.says)
      .argument('<account>', 'its name or its id')
      .option(
        '--reason <text>',
        'for its owner’s mail and its activity log, at most 500 characters',
        reasonable,
      )
      .action((named: string, { reason }: { reason?: string }) => run(io, act, named, reason));
}

function reasonable(text: string): string {
  const reason = text.trim();
  if (reason === '' || [...reason].length > 500)
    throw new InvalidArgumentError('It takes 1 to 500 characters.');
  return reason;
}

async function run(io: Io, act: Act, named: string, reason: string | undefined): Promise<void> {
  const settings = await io.settings();
  const found = await findAccount(settings.reportUrl, named);
  const orm = await createOrm(settings.appUrl, { applicationName: 'mandate-cli', poolMax: 1 });
  try {
    const env = { MAIL_KEY: settings.mailKey, ORIGIN: settings.origin };
    const acted = await actAsProvider({ orm, env }, { account: found.id, change: act.change, reason });
    if (acted?.ownerGone)
      throw new NotDone(
        `${found.name} has no owner who could enter: the login was deleted; nothing was done`,
      );
    if (!acted?.done) throw new NotDone(`${found.name} is ${acted?.before ?? 'gone'}: nothing was done`);
    io.out(`${act.done(acted)}\n`);
  } finally {
    await orm.close(true);
  }
}
