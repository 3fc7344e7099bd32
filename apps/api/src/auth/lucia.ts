import { Session, type Em, type Locale } from '@mandate/db';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';

/** A session that is not used for this long ends. */
export const idleDays = 14;
/** However much it is used, a session ends this long after sign-in. */
export const absoluteDays = 30;

/** The row's end by the database's clock: idle time from now, never past the absolute end. */
const renewedEnd = `least(clock_timestamp() + interval '${idleDays} days', created_at + interval '${absoluteDays} days')`;
/** A session that lives, by the database's clock. */
export const alive = `expires_at > clock_timestamp() and created_at > clock_timestamp() - interval '${absoluteDays} days'`;

interface Row {
  id: string;
  public_id: string;
  unused: boolean;
  remaining: number;
  user_id: string;
  email: string;
  verified: boolean;
  name: string;
  locale: Locale;
}

/** Lucia compares with the process's clock: what remains by the database's clock is carried over to it. */
const inProcessTime = (remaining: number) => new Date(Date.now() + remaining);

/** Ids that Lucia sees are hashes of tokens; it never holds a usable value. Renewals never bring a row back. */
function adapter(em: Em): Adapter {
  const drop = (where: object) => em.nativeDelete(Session, where);
  return {
    async getSessionAndUser(id) {
      const [row] = await em.execute<Row[]>(
        `select s.id, s.public_id, s.last_used_at < now() - interval '5 minutes' as unused,
           (extract(epoch from s.expires_at - clock_timestamp()) * 1000)::float8 as remaining,
           u.id as user_id, u.email, u.email_verified_at is not null as verified, u.name, u.locale
         from (select * from sessions where id = ? and ${alive}) s
         join users u on u.id = s.user_id and u.deleted_at is null`,
        [id],
      );
      if (!row) return [null, null];
      const { public_id: publicId, unused, user_id: userId, email, verified, name, locale } = row;
      return [
        { id: row.id, userId, expiresAt: inProcessTime(row.remaining), attributes: { publicId, unused } },
        { id: userId, attributes: { email, emailVerified: verified, name, locale } },
      ];
    },
    async getUserSessions(userId) {
      const rows = await em.find(Session, { userId });
      return rows.map(({ id, publicId, expiresAt }): DatabaseSession => ({
        id,
        userId,
        expiresAt,
        attributes: { publicId },
      }));
    },
    async setSession({ id, userId, attributes: { publicId, userAgent = '', clientAddress = '' } }) {
      await em.execute(
        `insert into sessions (id, public_id, user_id, created_at, last_used_at, expires_at, user_agent, client_address)
         select ?, ?, ?, at, at, at + interval '${idleDays} days', ?, ? from clock_timestamp() as at`,
        [id, publicId, userId, userAgent, clientAddress],
        'run',
      );
    },
    async updateSessionExpiration(id) {
      await em.execute(
        `update sessions set expires_at = ${renewedEnd}
         where id = ? and ${alive} and expires_at < ${renewedEnd} - interval '1 minute'`,
        [id],
        'run',
      );
    },
    deleteSession: async (id) => void (await drop({ id })),
    deleteUserSessions: async (userId) => void (await drop({ userId })),
    deleteExpiredSessions: async () =>
      void (await em.execute(`delete from sessions where not (${alive})`, [], 'run')),
  };
}

/** The only door to Lucia, over the given entity manager. */
export const luciaOver = (em: Em) =>
  new Lucia(adapter(em), {
    sessionExpiresIn: new TimeSpan(idleDays, 'd'),
    getSessionAttributes: ({ publicId, unused }) => ({ publicId, unused }),
    getUserAttributes: ({ email, emailVerified, name, locale }) => ({ email, emailVerified, name, locale }),
  });

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>;
    UserId: string;
    DatabaseUserAttributes: { email: string; emailVerified: boolean; name: string; locale: Locale };
    DatabaseSessionAttributes: {
      publicId: string;
      unused?: boolean;
      userAgent?: string;
      clientAddress?: string;
    };
  }
}
