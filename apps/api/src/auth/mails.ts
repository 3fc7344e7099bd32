import type { Em, Locale } from '@mandate/db';
import type { Context } from '../context.ts';
import { queueMail } from '../outbox/queue.ts';
import { createEmailToken } from './tokens.ts';

interface Reader {
  id: string;
  name: string;
  email: string;
  locale: Locale;
}

type Ctx = Pick<Context, 'env'> & { em: Em };

/** Links carry their token in the fragment, which no server sees, and the configured origin, never a request's. */
const link = ({ env }: Ctx, path: string, token: string) => `${env.ORIGIN}/${path}#${token}`;

const to = (reader: Reader) => ({ to: reader.email, locale: reader.locale, userId: reader.id });

export async function mailVerification(ctx: Ctx, user: Reader): Promise<void> {
  const token = await createEmailToken(ctx.em, { purpose: 'verify', userId: user.id, email: user.email });
  const props = { name: user.name, link: link(ctx, 'verify-email', token), code: token };
  await queueMail(ctx, { kind: 'verify_email', ...to(user), props });
}
