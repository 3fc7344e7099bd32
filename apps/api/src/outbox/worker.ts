import type { Orm } from '@mandate/db';
import type { Mailer, MailOutcome } from '@mandate/emails';
import { backoffMs } from './backoff.ts';
import { openBody, type MailBody } from './body.ts';
import { claimMail, type ClaimedMail } from './claim.ts';
import { startLoop, type Log, type Loop, type Step } from './loop.ts';
import { markCancelled, markFailed, markSent, postpone, release } from './settle.ts';

export interface OutboxOptions {
  /** With the worker's login. */
  orm: Orm;
  mailer: Mailer;
  mailKey: string;
  log: Log;
  /** Longer than any send may take; a mail whose sender died is sent again after it. */
  leaseMs?: number;
  perSecond?: number;
  pollMs?: number;
  pauseMs?: number;
}

/** Strangers can cause login mail without end: of so many mails one is an account's. */
const turns = 4;

/** Sends what the outbox holds, one mail at a time, until stopped. */
export function startOutbox(options: OutboxOptions): Loop {
  const { orm, log, leaseMs = 60_000, perSecond = 4, pollMs = 1_000, pauseMs = 60_000 } = options;
  let quietUntil = 0;
  let claimed = 0;

  const step = async (): Promise<Step> => {
    const quiet = quietUntil - performance.now();
    if (quiet > 0) return { idle: false, waitMs: quiet };
    const claim = await claimMail(orm, { leaseMs, perSecond, accountFirst: claimed % turns === turns - 1 });
    if (!claim.mail)
      return claim.full ? { idle: false, waitMs: 1_000 / perSecond } : { idle: true, waitMs: pollMs };
    claimed += 1;
    const waitMs = await handle(options, claim.mail, pauseMs);
    quietUntil = performance.now() + waitMs;
    return { idle: false, waitMs };
  };
  return startLoop('outbox', pollMs, step, log);
}

/** @returns how long to leave the provider alone. */
async function handle(options: OutboxOptions, mail: ClaimedMail, pauseMs: number): Promise<number> {
  const { orm, log } = options;
  if (mail.tooLate) {
    const why = { cause: 'gave_up', reason: 'given up after 23 hours' } as const;
    return settled(options, mail, await markFailed(orm, mail, why));
  }
  const body = readBody(options, mail);
  if (!body) {
    await postpone(orm, mail, 10 * 60_000, 'body cannot be opened');
    return 0;
  }
  if (mail.outlived || (body.tokenHash && body.tokenHash !== mail.liveTokenHash))
    return settled(options, mail, await markCancelled(orm, mail));

  const result = await send(options, mail, body);
  if (result.ok) return settled(options, mail, await markSent(orm, mail, result.id));
  const { kind, retryAfterMs = 0 } = result;
  const reason = `${result.name}: ${result.message}`.slice(0, 300);
  const details = { mail: mail.id, kind: mail.kind, attempts: mail.attempts, reason };
  if (kind === 'dead') {
    log.error(details, 'outbox: a mail is refused for good');
    return settled(options, mail, await markFailed(orm, mail, { cause: 'not_taken', reason }));
  }
  if (kind === 'pause') {
    log.error(details, 'outbox: paused, the mail provider refuses all mail');
    await release(orm, mail, reason);
    return Math.max(pauseMs, retryAfterMs);
  }
  log.warn(details, 'outbox: a mail has to be tried again');
  await postpone(orm, mail, Math.max(backoffMs(mail.attempts), retryAfterMs), reason);
  return retryAfterMs;
}

async function send(
  { mailer }: OutboxOptions,
  mail: ClaimedMail,
  { html, text }: MailBody,
): Promise<MailOutcome> {
  try {
    return await mailer.send({
      to: mail.recipient,
      subject: mail.subject,
      html,
      text,
      idempotencyKey: mail.id,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    return { ok: false, kind: 'retry', name: 'mailer_threw', message };
  }
}

function readBody({ mailKey, log }: OutboxOptions, mail: ClaimedMail): MailBody | null {
  try {
    return openBody(mailKey, mail.id, mail.body);
  } catch {
    log.error({ mail: mail.id }, 'outbox: a body does not open with MAIL_KEY');
    return null;
  }
}

function settled({ log }: OutboxOptions, mail: ClaimedMail, ours: boolean): number {
  if (!ours)
    log.warn(
      { mail: mail.id, attempts: mail.attempts },
      'outbox: the lease ran out before the mail was settled',
    );
  return 0;
}
