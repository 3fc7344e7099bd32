import { datesIn } from '#lib/access/choosing.ts';
import { draftOf, wholeOf } from '#lib/access/draft.ts';
import type { Offer } from '#lib/access/types.ts';
import type { Api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.ts';

type Renewal = Awaited<ReturnType<Api['members']['renewal']['query']>>;

/** An invitation with the former rights: the check page of the invite form, filled in. */
async function toInvite(api: Api, account: string, offer: Offer, renewal: Renewal & { way: 'invite' }) {
  const { parts, email, locale } = renewal;
  const draft = { ...draftOf(offer, parts, locale), emails: email };
  const check = await api.invitations.check.query({ account, emails: [email], locale, parts });
  return { way: 'invite' as const, draft, check: { ...check, left: null } };
}

/** A member keeps what stands and gets back what ran out: the check page of the change. */
async function toChange(
  api: Api,
  account: string,
  user: string,
  offer: Offer,
  renewal: Renewal & { way: 'change' },
) {
  const parts = [...renewal.present, ...renewal.parts];
  const draft = {
    ...draftOf(offer, parts, ''),
    whole: wholeOf(renewal.dates),
    seen: String(renewal.epoch),
  };
  const check = await api.members.check.query({ account, user, parts, dates: datesIn(draft) });
  return { way: 'change' as const, draft, check };
}

/** Gives again what ended, at the same scope: one look at it, one click. */
export const load: PageServerLoad = async ({ locals: { api }, params: { account, user }, url }) => {
  const ended = url.searchParams.get('ended') ?? undefined;
  const renewal = await api.members.renewal.query({ account, user, ended });
  const { name, whole } = renewal;
  const about = { name, whole };
  if (renewal.parts.length === 0) return { ...about, next: null };
  const offer = await api.members.offer.query({ account });
  const next =
    renewal.way === 'invite'
      ? await toInvite(api, account, offer, renewal)
      : await toChange(api, account, user, offer, renewal);
  return { ...about, next };
};
