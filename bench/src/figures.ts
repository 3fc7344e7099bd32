/** What each part prints as JSON. */
export interface Slices {
  rows: number;
  allowed: number;
  disagree: string[];
  ns: Record<string, number>;
}

export interface Flat {
  ns: Record<string, number>;
}

interface Climb {
  steps: { grants: number; rows: number; loadSeconds: number; ns: number }[];
  stopped: string;
}

export interface AllRows {
  casbin: Climb;
  cedar: Climb;
  filtered: { ns: number; agree: boolean };
}

export interface HotSet {
  pairs: number;
  can: number;
  maps: number;
  agree: boolean;
  bytes: { loaded: number; answered: number; maps: number };
  loadUs: number;
  firstAnswerUs: number;
}

export interface Spread {
  p50: number;
  p99: number;
  most: number;
}

export interface Limits {
  cold: Spread;
  singleDomains: { load: Spread; first: Spread; next: Spread };
  batch: { first: Spread; again: Spread };
  whoCan: { ms: number; result: { found: number; tookMs: number } };
  loading: { ms: number };
}

export interface Figures {
  commit: string;
  date: string;
  machine: string;
  node: string;
  seconds: number;
  slices: Slices;
  flat: Flat;
  allRows: AllRows;
  hotSets: HotSet[];
  limits: Limits;
}
