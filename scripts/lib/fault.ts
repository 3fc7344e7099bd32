/** Something the person at the terminal can mend: printed without a stack, exit code 1. */
export class Fault extends Error {
  override name = 'Fault';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const known = ['Fault', 'PostgresUnavailable', 'DatabaseError'];

/** One line for what a person can mend; the whole stack for our own mistakes. */
export function printFailure(error: unknown): void {
  if (!(error instanceof Error)) console.error(error);
  else if (error.name === 'PolicyFilesError') console.error(`Broken policy files: ${error.message}`);
  else console.error(known.includes(error.name) ? error.message : error);
}
