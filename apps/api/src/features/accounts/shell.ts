import { inTransaction } from '@mandate/db';
import { memberStanding } from '@mandate/policy';
import { describeMember } from '../describing.ts';
import { offeredTo } from '../ownership/queries.ts';
import { reaching } from '../../reach.ts';
import { startsAt } from '../../starting.ts';
import type { Working } from '../working.ts';

/**
 * Notes that a member was here, every five minutes at most. Apart from the page's own transaction, which only reads;
 * a row that somebody holds is left alone.
 */
export async function noteVisit({ aside, account, user, log }: Working): Promise<void> {
  try {
    await inTransaction(aside, { account: account.id }, (em) =>
      em.execute(
        `update memberships set last_active_at = date_trunc('milliseconds', clock_timestamp())
         where (account_id, user_id) in (
           select account_id, user_id from memberships
           where account_id = ? and user_id = ?
             and coalesce(last_active_at, '-infinity') < clock_timestamp() - interval '5 minutes'
           for no key update skip locked)`,
        [account.id, user.id],
        'run',
      ),
    );
  } catch (error) {
    log.warn({ err: error }, 'a visit could not be noted');
  }
}

/** The one account that this person owns; null where there is none, or a choice. */
async function home({ em, user }: Working): Promise<string | null> {
  const own = await em.execute<{ id: string }[]>(
    `select a.id from memberships m join accounts a on a.id = m.account_id
     where m.user_id = ? and a.owner_user_id = m.user_id and a.state <> 'closed' limit 2`,
    [user.id],
  );
  return own.length === 1 ? own[0]!.id : null;
}

/** What every page of an account needs: where one is, as what, until when, and what may be offered. */
export async function shell(ctx: Working) {
  const { account, facts, slice } = ctx;
  const access = await describeMember(ctx, facts, { locale: ctx.request.locale, reader: null });
  return {
    account: {
      id: account.id,
      name: account.name,
      state: account.state,
      timeZone: account.timeZone,
      locale: account.locale,
    },
    owner: facts.owner,
    ownerName: account.ownerName,
    role: access.title ?? null,
    until: access.end,
    // an inert grant opens no page, so none is offered for it
    permissions: await reaching(ctx, slice.permissions()),
    offered: await offeredTo(ctx),
    home: facts.owner ? null : await home(ctx),
  };
}

/** "What I may do here": open to those who may not enter now, so that they can read why and leave. */
export async function mine(ctx: Working) {
  const { account, facts } = ctx;
  const standing = memberStanding(facts);
  return {
    account: { id: account.id, name: account.name, state: account.state, timeZone: account.timeZone },
    owner: facts.owner,
    ownerName: account.ownerName,
    standing,
    suspendedAt: facts.member?.suspendedAt ?? null,
    startsAt: standing === 'not_started' ? startsAt(facts) : null,
    access: await describeMember(ctx, facts, { locale: ctx.request.locale, reader: null }),
  };
}
