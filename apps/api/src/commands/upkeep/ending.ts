import { readFactsOfMembers, User, type Em, type GrantFact, type MemberFacts } from '@mandate/db';
import { clipped, describe, loadSlice, memberStanding, type Slice } from '@mandate/policy';
import { namesIn } from '../../features/names.ts';
import { queueMail } from '../../outbox/queue.ts';
import type { Telling } from './reminders.ts';

interface Ending {
  facts: MemberFacts;
  person: User;
  /** The instant at which something of this person's ends. */
  end: number;
}

/** Tells the person, and whoever gave what ends, each in their language and in what they may read. */
export async function tellEnding(work: Telling & { em: Em }, { facts, person, end }: Ending): Promise<void> {
  const { em } = work;
  const { account } = facts;
  const counted = clipped(facts.grants, facts.member);
  const ending = counted.filter((grant) => grant.end?.getTime() === end);
  const about = {
    ...{ accountId: account.id, accountName: account.name, timeZone: account.timeZone, end: new Date(end) },
    whole: counted.every((grant) => grant.end && grant.end.getTime() <= end),
  };
  const envelope = ({ id: userId, email: to, locale }: User) => ({
    ...{ to, locale, userId, account: { id: account.id }, resource: 'admin' },
  });
  const givers = await giversOf(work, facts, ending);
  const said = async (reader: Pick<Slice, 'scope'> | null, { locale }: User) => {
    const names = await namesIn(em, ending, reader);
    const reading = { locale, mood: 'will', names, timeZone: account.timeZone, now: facts.now } as const;
    return describe(work.bundle(), ending, reading).can;
  };
  await queueMail(work, {
    ...{ kind: 'accessEnding', ...envelope(person) },
    props: { ...about, ends: await said(null, person), ask: givers[0]?.person.name ?? account.ownerName },
  });
  for (const giver of givers)
    await queueMail(work, {
      ...{ kind: 'accessEndingOf', ...envelope(giver.person) },
      props: {
        ...about,
        ends: await said(giver.slice, giver.person),
        ...{ personId: facts.userId, personName: facts.name },
      },
    });
}

/** Who gave it; in place of those who see users here no more, the owner. */
async function giversOf(
  { em, bundle }: Telling & { em: Em },
  { account }: MemberFacts,
  ending: readonly GrantFact[],
): Promise<{ person: User; slice: Slice }[]> {
  const ids = [...new Set([account.ownerUserId, ...ending.map(({ givenBy }) => givenBy)])];
  const people = new Map((await em.find(User, { id: ids })).map((one) => [one.id, one]));
  const found = new Map<string, { person: User; slice: Slice }>();
  for (const facts of await readFactsOfMembers(em, account.id, { userIds: ids })) {
    const slice = await loadSlice(bundle(), facts);
    const sees = facts.owner || (memberStanding(facts) === 'active' && slice.anywhere('admin:members'));
    if (sees) found.set(facts.userId, { person: people.get(facts.userId)!, slice });
  }
  const told = ending.map(({ givenBy }) => (found.has(givenBy) ? givenBy : account.ownerUserId));
  return [...new Set(told)].flatMap((id) => found.get(id) ?? []);
}
