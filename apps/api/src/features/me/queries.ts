import { Session } from '@mandate/db';
import { userOfId } from '../../auth/users.ts';
import type { Signed } from './signed.ts';

export async function get({ em, user, session }: Signed) {
  const { id, name, email, locale } = await userOfId(em, user.id);
  const current = await em.findOneOrFail(Session, { id: session.id });
  return { id, name, email, locale, lastSignIn: current.createdAt.toISOString() };
}

/** Where the person is signed in; hashes stay here, a session is named by its public id. */
export async function sessions({ em, user, session }: Signed) {
  const rows = await em.find(
    Session,
    { userId: user.id },
    { orderBy: { lastUsedAt: 'desc', id: 'asc' }, limit: 100 },
  );
  const items = rows.map((row) => ({
    publicId: row.publicId,
    current: row.id === session.id,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  }));
  return { items };
}
