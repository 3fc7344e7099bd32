/** A thing that the provider was asked to do. */
export interface Work {
  id: string;
  kind: string;
  state: string;
  by: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  error: string | null;
  /** A secret waits for this reader until then. */
  revealUntil: string | null;
}

/** A permission that this reader lacks here, and who can give it. */
export interface Missing {
  permission: string;
  label: string;
  who: readonly string[];
}

export const unfinished = (work: Work): boolean => work.state === 'requested' || work.state === 'running';
