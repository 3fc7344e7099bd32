/** Something the person at the terminal can mend: printed without a stack, exit code 1. */
export class Fault extends Error {
  override name = 'Fault';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One line for what a person can mend; the whole stack for our own mistakes. */
export function printFailure(error: unknown): void {
  const known =
    error instanceof Error &&
    ['Fault', 'PostgresUnavailable', 'DatabaseError', 'PolicyFilesError'].includes(error.name);
  if (known) console.error(error.message);
  else console.error(error);
}
