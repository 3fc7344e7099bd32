import { newId, User, type Em, type Locale } from '@mandate/db';

const uniqueViolation = '23505';

export interface NewUser {
  name: string;
  email: string;
  locale: Locale;
  passwordHash: string;
  verified: boolean;
}

/** @returns the new user's id, or null when the address has a login (also one made in this instant). */
export async function insertUser(em: Em, user: NewUser): Promise<string | null> {
  const id = newId('usr');
  const rows = await em.execute<object[]>(
    `insert into users (id, email, name, locale, password_hash, email_verified_at, created_at)
     select ?, ?, ?, ?, ?, case when ? then at end, at from clock_timestamp() as at
     on conflict (email) do nothing returning id`,
    [id, user.email, user.name, user.locale, user.passwordHash, user.verified],
  );
  return rows.length > 0 ? id : null;
}

export const userOfAddress = (em: Em, email: string): Promise<User | null> =>
  em.findOne(User, { email, deletedAt: null });

export const userOfId = (em: Em, id: string): Promise<User> =>
  em.findOneOrFail(User, { id, deletedAt: null });

/**
 * A sign-up that nobody has verified may have been anyone's. Once another one for the address differs in its
 * password, neither password counts: whoever reads the mailbox chooses one.
 */
export async function forgetUnprovenPassword(em: Em, id: string): Promise<void> {
  await em.execute(
    `update users set password_hash = null where id = ? and email_verified_at is null`,
    [id],
    'run',
  );
}

/** The mailbox was shown to be this person's: the address is theirs, if it still is the login's. */
export async function markVerified(
  em: Em,
  { userId, email }: { userId: string; email: string },
): Promise<boolean> {
  const rows = await em.execute<object[]>(
    `update users set email_verified_at = coalesce(email_verified_at, clock_timestamp())
     where id = ? and email = ? and deleted_at is null returning id`,
    [userId, email],
  );
  return rows.length > 0;
}

/** Takes the address from a login that never proved it. */
export async function releaseUnproven(em: Em, email: string): Promise<void> {
  await em.execute(
    `update users set email = id || '@unproven.invalid', password_hash = null
     where email = ? and email_verified_at is null`,
    [email],
    'run',
  );
}

/** Sets a password. Whoever signs in with the former one at this moment waits for this row, and fails. */
export async function setPassword(em: Em, id: string, passwordHash: string): Promise<void> {
  await em.execute(`update users set password_hash = ? where id = ?`, [passwordHash, id], 'run');
}

/** Holds the row until the session is made: a reset in between would leave a session behind. */
export async function passwordStillIs(em: Em, id: string, passwordHash: string): Promise<boolean> {
  const rows = await em.execute<object[]>(
    `select 1 from users where id = ? and password_hash = ? and deleted_at is null for share`,
    [id, passwordHash],
  );
  return rows.length > 0;
}

/** Gives an unproven login of the address to the person who just proved the mailbox. @returns null if it is proven. */
export async function proveWithPassword(em: Em, user: Omit<NewUser, 'verified'>): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `update users set name = ?, locale = ?, password_hash = ?, email_verified_at = clock_timestamp()
     where email = ? and email_verified_at is null and deleted_at is null returning id`,
    [user.name, user.locale, user.passwordHash, user.email],
  );
  return row?.id ?? null;
}

/** @returns false when the address has a login of somebody else by now; the transaction is lost then. */
export async function moveToAddress(em: Em, id: string, email: string): Promise<boolean> {
  try {
    await em.execute(
      `update users set email = ?, email_verified_at = clock_timestamp() where id = ?`,
      [email, id],
      'run',
    );
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return false;
    throw error;
  }
}

/** What is left of a deleted login: a row that events can name. */
export async function anonymise(em: Em, id: string): Promise<void> {
  await em.execute(
    `update users set email = id || '@deleted.invalid', email_verified_at = null, name = '—', password_hash = null,
       deleted_at = clock_timestamp() where id = ?`,
    [id],
    'run',
  );
}
