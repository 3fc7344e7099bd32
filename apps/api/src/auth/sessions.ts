import { newId, Session, type Em, type Locale, type Orm } from '@mandate/db';
import { Refusal } from '../errors.ts';
import { alive, luciaOver } from './lucia.ts';
import { hashToken, looksLikeToken, newToken } from './secret.ts';

export interface SignedIn {
  user: { id: string; name: string; email: string; emailVerified: boolean; locale: Locale };
  /** `id` is the hash of the token; people see `publicId`. */
  session: { id: string; publicId: string; expiresAt: Date };
  /** The session was prolonged: the cookie may be, too. */
  fresh: boolean;
}

/** What a person's browser keeps of a session. */
export interface IssuedSession {
  token: string;
  expiresAt: string;
}

/** `request.token`: of the session that the browser had, whosever it was; it ends. */
export async function createSession(
  em: Em,
  user: { id: string },
  request: { userAgent: string; address: string; token?: string | null },
): Promise<IssuedSession> {
  if (request.token) await endSession(em, hashToken(request.token));
  const token = newToken();
  const attributes = {
    publicId: newId('ses'),
    userAgent: request.userAgent.slice(0, 300),
    clientAddress: request.address.slice(0, 64),
  };
  const session = await luciaOver(em).createSession(user.id, attributes, { sessionId: hashToken(token) });
  return { token, expiresAt: session.expiresAt.toISOString() };
}

/** Who presents `token`; null for everything that is not the token of a living session. */
export async function validateSession({ orm }: { orm: Orm }, token: string | null): Promise<SignedIn | null> {
  if (token === null || !looksLikeToken(token)) return null;
  const em = orm.em.fork();
  const { user, session } = await luciaOver(em).validateSession(hashToken(token));
  if (!session) return null;
  if (session.unused)
    await em.execute(
      `update sessions set last_used_at = clock_timestamp()
       where id = ? and last_used_at < clock_timestamp() - interval '5 minutes'`,
      [session.id],
      'run',
    );
  const { id, publicId, expiresAt, fresh } = session;
  return { user, session: { id, publicId, expiresAt }, fresh };
}

/** Holds the session to the end of a mutation's transaction: whoever ends it waits, whoever comes later is refused. */
export async function stillSignedIn(em: Em, id: string): Promise<void> {
  const rows = await em.execute<object[]>(`select 1 from sessions where id = ? and ${alive} for key share`, [
    id,
  ]);
  if (rows.length === 0) throw new Refusal('UNAUTHENTICATED');
}

export const endSession = (em: Em, id: string): Promise<void> => luciaOver(em).invalidateSession(id);

/** Ends every session of a person, or all but one. */
export async function endAll(em: Em, userId: string, exceptId?: string): Promise<void> {
  if (exceptId === undefined) return luciaOver(em).invalidateUserSessions(userId);
  await em.nativeDelete(Session, { userId, id: { $ne: exceptId } });
}
