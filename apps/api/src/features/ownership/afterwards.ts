import type { GrantSpec } from '@mandate/policy';
import { describe, type Description } from '@mandate/policy';
import type { Locale } from '@mandate/messages';
import { describeGrants } from '../describing.ts';
import type { Working } from '../working.ts';

/** What a former owner who stays holds: an ordinary grant of the preset, live, of everything there is and will be. */
export const colleague: GrantSpec = {
  preset: 'colleague',
  services: { except: [] },
  domains: { except: [] },
  billing: true,
  support: true,
  admin: true,
};

export type Afterwards = 'colleague' | 'leaves';

/** What a colleague can do, in sentences; for whoever owns the account there is nothing to hide in them. */
export const sayColleague = (ctx: Working, locale: Locale, mood: 'will' | 'now'): Promise<Description> =>
  describeGrants(ctx, [colleague], {
    ...{ locale, mood, reader: null },
    ...{ timeZone: ctx.account.timeZone, now: ctx.now },
  });

/** What an owner can do. */
export const sayOwner = (ctx: Working): Description =>
  describe(ctx.bundle(), [], {
    ...{ locale: ctx.request.locale, mood: 'will', owner: true },
    ...{ timeZone: ctx.account.timeZone, now: ctx.now, names: () => undefined },
  });
