import type { Locale } from '@mandate/messages';
import type { Api } from '#lib/server/api.ts';
import type { Theme } from '#lib/theme.ts';
import type { Flash, Person, RefusalDetails, Shell } from '#lib/types.ts';

declare global {
  namespace App {
    interface Error {
      /** The refusal's code, such as PERMISSION_MISSING. */
      code?: string;
      details?: RefusalDetails;
      requestId?: string;
    }
    interface Locals {
      requestId: string;
      locale: Locale;
      theme: Theme;
      /** The session token of the cookie, sent to the API as a bearer token. */
      session?: string;
      user: Person | null;
      /** The API did not answer when asked who this is. */
      down: boolean;
      /** For `load`: a refusal becomes the error page or the way to sign in. Actions use `submit`. */
      api: Api;
    }
    interface PageData {
      user: Person | null;
      locale: Locale;
      theme: Theme;
      demo: boolean;
      flash: Flash | null;
      /** Only below /accounts/[account]. */
      shell?: Shell;
    }
  }
}
