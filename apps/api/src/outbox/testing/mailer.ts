import type { Mailer, OutgoingMail, MailOutcome } from '@mandate/emails';

export interface FakeMailer extends Mailer {
  calls: OutgoingMail[];
  /** When each call came, on the monotonic clock. */
  at: number[];
  /** What to answer next; “sent” when there is nothing. */
  answers: MailOutcome[];
  /** Answers only after this. */
  hold: Promise<void> | undefined;
}

export function fakeMailer(): FakeMailer {
  const mailer: FakeMailer = {
    calls: [],
    at: [],
    answers: [],
    hold: undefined,
    send: async (mail) => {
      mailer.calls.push(mail);
      mailer.at.push(performance.now());
      const answer = mailer.answers.shift() ?? { ok: true as const, id: `re_${mail.idempotencyKey}` };
      const { hold } = mailer;
      await hold;
      return answer;
    },
  };
  return mailer;
}
