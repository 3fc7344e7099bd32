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

type Way = keyof typeof words;

/** Each reason said of one address, and of all to which it applies. */
const words = {
  limit: { one: m.invite_problem_limit, all: m.invite_left_limit },
  waiting: { one: m.invite_problem_open, all: m.invite_left_waiting },
  stronger: { one: m.invite_problem_open_stronger, all: m.invite_left_stronger },
  you: { one: m.invite_problem_you, all: m.invite_left_you },
  owner: { one: m.invite_problem_owner, all: m.invite_left_owner },
  member: { one: m.invite_problem_member, all: m.invite_left_member },
};

function reasonOf({ problem, whose, invitation }: Hindered): Way {
  if (problem === 'TOO_MANY_REQUESTS') return 'limit';
  if (problem !== 'ALREADY_MEMBER') return invitation ? 'waiting' : 'stronger';
  return whose === 'you' || whose === 'owner' ? whose : 'member';
}

export const problemText = (one: Hindered): string => words[reasonOf(one)].one();

/** So many characters of addresses fit into a result: the next page gets it by a cookie. */
const room = 1200;

/** As many addresses as there is room for, one at least, and how many more there are. */
function listing(): (emails: readonly string[]) => string {
  let left = room;
  return (emails) => {
    const fitting = emails.filter((email, place) => {
      left -= email.length + 2;
      return place === 0 || left >= 0;
    });
    const more = emails.length - fitting.length;
    const list = fitting.join(', ');
    return more > 0 ? m.invite_more({ emails: list, count: more }) : list;
  };
}

/** What became of each address, for the banner above the list: one sentence a reason. */
export function resultOf(results: readonly Hindered[]): Flash {
  const listed = listing();
  const sent = results.filter(({ problem }) => !problem).map(({ email }) => email);
  const strong =
    sent.length > 1
      ? m.invite_sent_to({ count: sent.length, emails: listed(sent) })
      : m.invite_sent({ email: sent.join() });
  const left = new Map<Way, string[]>();
  for (const one of results)
    if (one.problem) left.set(reasonOf(one), [...(left.get(reasonOf(one)) ?? []), one.email]);
  const text = [...left].map(([why, emails]) => words[why].all({ emails: listed(emails) })).join(' ');
  if (sent.length === 0) return { tone: 'stop', strong: m.invite_none_sent(), text };
  return { strong, text: text || m.invite_sent_text() };
}
