import { m } from '@mandate/messages';
import type { Flash } from '#lib/types.ts';

interface Result {
  email: string;
  problem: string | null;
}

export const problemText = (problem: string): string =>
  problem === 'ALREADY_MEMBER' ? m.invite_problem_member() : m.invite_problem_open();

/** What became of each address, for the banner above the list. */
export function resultOf(results: readonly Result[]): Flash {
  const sent = results.filter(({ problem }) => !problem).map(({ email }) => email);
  const failed = results.filter(({ problem }) => problem !== null);
  const text = failed
    .map(({ email, problem }) => m.invite_not_sent({ email, why: problemText(problem ?? '') }))
    .join(' ');
  if (sent.length === 0) return { tone: 'stop', strong: m.invite_none_sent(), text };
  const strong =
    sent.length === 1
      ? m.invite_sent({ email: sent[0] ?? '' })
      : m.invite_sent_to({ count: sent.length, emails: sent.join(', ') });
  return { strong, text: text || m.invite_sent_text() };
}
