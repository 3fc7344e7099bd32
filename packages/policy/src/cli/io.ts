/** What a command may touch of the world outside, so that tests run it in process. */
export interface Io {
  /** Data, for the next program. */
  readonly out: (text: string) => void;
  /** Talk, for the person. */
  readonly err: (text: string) => void;
  /** Does a person watch stderr? Only then progress is worth a line. */
  readonly tty: boolean;
  /** Relative paths of the command line start here. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<string | Uint8Array>;
}

/** 0 fine, 1 findings, 2 usage: an unknown option, a folder that cannot be read, an unknown id. */
export type ExitCode = 0 | 1 | 2;

/** The command line cannot be meant. Exit code 2. */
export class UsageError extends Error {}

/** The command ran and found something; what it found is already written. Exit code 1. */
export class Findings extends Error {}

export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  tty: process.stderr.isTTY,
  cwd: process.cwd(),
  stdin: process.stdin,
};
