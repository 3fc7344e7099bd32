import { z } from 'zod';
import { accessDates, accessParts } from './grants.ts';
import { account, id, page, search } from './text.ts';

const member = { account, user: id('usr') };
/** The membership's epoch that the form was shown with. */
const seen = z.int().min(0);

/** So many grants at most that end with a removed member; locks are taken for no more. */
export const mostAlsoEnded = 1000;

export const membersList = z.strictObject({
  account,
  q: search,
  who: z.string().max(40).optional(),
  /** With it, who may do that on this one service or domain, and by which grants; without `who`: who sees it. */
  on: z
    .string()
    .regex(/^(services\/svc|domains\/dom)_[a-z0-9]{20}$/, 'invalid')
    .optional(),
  state: z.enum(['active', 'suspended', 'ending']).optional(),
  page,
});
export const membersOne = z.strictObject(member);
/** New rights; without `dates` those of the whole membership stay as they are. */
const changed = { ...member, parts: accessParts, dates: accessDates.optional() };
export const membersCheck = z.strictObject(changed);
export const membersChange = z.strictObject({ ...changed, seen });
/** Parts that are still being put together, to be read as sentences. */
export const membersSay = z.strictObject({ account, parts: accessParts });
export const membersEnded = z.strictObject({ account, q: search, page });
/** `ended`: when a part ended of somebody who is still a member. */
export const membersRenewal = z.strictObject({ ...member, ended: z.iso.datetime().optional() });
export const membersRemove = z.strictObject({
  ...member,
  /** Grants that the removed member gave to others: "end these too". */
  alsoEnd: z
    .array(z.strictObject({ user: id('usr'), grant: id('gra') }))
    .max(mostAlsoEnded)
    .default([]),
});
export const membersContainers = z.strictObject({
  account,
  area: z.enum(['services', 'domains']),
  q: search,
  page,
  /** Ids whose names the picker needs besides what it finds. */
  chosen: z
    .array(z.string().max(40))
    .max(300)
    .default([])
    .transform((ids) => ids.filter((one) => /^[a-z0-9_]+$/.test(one))),
});
