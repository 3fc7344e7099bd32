/** Where the operators' commands find the database and what they may touch of the world outside. */
export interface CliSettings {
  appUrl: string;
  reportUrl: string;
  mailKey: string;
  origin: string;
  policiesDir: string | undefined;
}

export interface Io {
  /** Data, for the next program. */
  out: (text: string) => void;
  /** Talk, for the person. */
  err: (text: string) => void;
  /** Asked for only by a command that needs it, so that help needs no database. */
  settings: () => CliSettings | Promise<CliSettings>;
}

/** 0 done, 1 not done, 2 the command line cannot be meant. */
export type ExitCode = 0 | 1 | 2;

/** Why a command could not be done, said in one go. Exit code 1. */
export class NotDone extends Error {}
