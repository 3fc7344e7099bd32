import { m } from '@mandate/messages';
import type { Flash } from '#lib/types.ts';

/** An address, and what stands in the way of inviting it. */
export interface Hindered {
  email: string;
  problem: string | null;
  whose?: string | undefined;
  user?: string | undefined;
  invitation?: string | undefined;
}

export function problemText({ problem, whose, invitation }: Hindered): string {
  if (problem !== 'ALREADY_MEMBER')
    return invitation ? m.invite_problem_open() : m.invite_problem_open_stronger();
  if (whose === 'you') return m.invite_problem_you();
  return whose === 'owner' ? m.invite_problem_owner() : m.invite_problem_member();
}

/** What became of each address, for the banner above the list. */
export function resultOf(results: readonly Hindered[]): Flash {
  const sent = results.filter(({ problem }) => !problem).map(({ email }) => email);
  const failed = results.filter(({ problem }) => problem !== null);
  const text = failed.map((one) => m.invite_not_sent({ email: one.email, why: problemText(one) })).join(' ');
  if (sent.length === 0) return { tone: 'stop', strong: m.invite_none_sent(), text };
  const strong =
    sent.length === 1
      ? m.invite_sent({ email: sent[0] ?? '' })
      : m.invite_sent_to({ count: sent.length, emails: sent.join(', ') });
  return { strong, text: text || m.invite_sent_text() };
}
