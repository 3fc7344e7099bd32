import { describeMember } from '../describing.ts';
import type { Working } from '../working.ts';

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
    permissions: slice.permissions(),
  };
}

/** "What I may do here": open to those who may not enter now, so that they can read why and leave. */
export async function mine(ctx: Working) {
  const { account, facts } = ctx;
  return {
    account: { id: account.id, name: account.name, state: account.state, timeZone: account.timeZone },
    owner: facts.owner,
    ownerName: account.ownerName,
    suspendedAt: facts.member?.suspendedAt ?? null,
    access: await describeMember(ctx, facts, { locale: ctx.request.locale, reader: null }),
  };
}
