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

/** Sends what the outbox holds, one mail at a time, until stopped. */
export function startOutbox(options: OutboxOptions): Loop {
  const { orm, log, leaseMs = 60_000, perSecond = 4, pollMs = 1_000, pauseMs = 60_000 } = options;
  let quietUntil = 0;

  const step = async (): Promise<Step> => {
    const quiet = quietUntil - performance.now();
    if (quiet > 0) return { idle: false, waitMs: quiet };
    const claim = await claimMail(orm, { leaseMs, perSecond });
    if (!claim.mail)
      return claim.full ? { idle: false, waitMs: 1_000 / perSecond } : { idle: true, waitMs: pollMs };
    const waitMs = await handle(options, claim.mail, pauseMs);
    quietUntil = performance.now() + waitMs;
    return { idle: false, waitMs };
  };
  return startLoop('outbox', pollMs, step, log);
}

/** @returns how long to leave the provider alone. */
async function handle(options: OutboxOptions, mail: ClaimedMail, pauseMs: number): Promise<number> {
  const { orm, log } = options;
  if (mail.tooLate) return settled(options, mail, await markFailed(orm, mail, 'given up after 23 hours'));
  const body = readBody(options, mail);
  if (!body) {
    await postpone(orm, mail, 10 * 60_000, 'body cannot be opened');
    return 0;
  }
  if (body.tokenHash && body.tokenHash !== mail.liveTokenHash)
    return settled(options, mail, await markCancelled(orm, mail));

  const outcome = await send(options, mail, body);
  switch (outcome.kind) {
    case 'sent':
      return settled(options, mail, await markSent(orm, mail, outcome.id));
    case 'failed':
      log.error({ mail: mail.id, kind: mail.kind, reason: outcome.reason }, 'outbox: mail refused for good');
      return settled(options, mail, await markFailed(orm, mail, outcome.reason));
    case 'retry': {
      const delayMs = Math.max(backoffMs(mail.attempts), outcome.afterMs ?? 0);
      log.warn(
        { mail: mail.id, attempts: mail.attempts, delayMs, reason: outcome.reason },
        'outbox: trying again later',
      );
      await postpone(orm, mail, delayMs, outcome.reason);
      return outcome.afterMs ?? 0;
    }
    case 'pause':
      log.error(
        { mail: mail.id, reason: outcome.reason, pauseMs },
        'outbox: paused, the mail provider refuses us',
      );
      await release(orm, mail, outcome.reason);
      return pauseMs;
  }
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
  } catch {
    return { kind: 'retry', reason: 'the mailer threw' };
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
