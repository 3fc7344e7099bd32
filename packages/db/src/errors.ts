/** What is wrong with the database, in one line that a person at a terminal can act on. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** The address without its password, for messages. */
export function withoutPassword(url: string): string {
  try {
    const address = new URL(url);
    return `${address.hostname}:${address.port || '5432'}${address.pathname}`;
  } catch {
    return 'the configured address';
  }
}
