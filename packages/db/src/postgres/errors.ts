/** PostgreSQL cannot run here; the message is one line for the person at the terminal. */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable';

  constructor(reason: string) {
    super(
      `PostgreSQL cannot run here: ${reason}. Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.`,
    );
  }
}
