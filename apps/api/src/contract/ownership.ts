import { z } from 'zod';
import { account, anyPassword, id, page, search } from './text.ts';

const offer = id('off');

export const ownershipCandidates = z.strictObject({ account, q: search, page });
export const ownershipCheck = z.strictObject({ account, user: id('usr') });
export const ownershipOffer = z.strictObject({
  account,
  user: id('usr'),
  /** What becomes of the former owner. */
  afterwards: z.enum(['colleague', 'leaves']),
  password: anyPassword,
});
/** The offer that the page showed, with the consequences that it named. */
export const ownershipOne = z.strictObject({ account, offer });
export const ownershipAccept = z.strictObject({ account, offer, password: anyPassword });
