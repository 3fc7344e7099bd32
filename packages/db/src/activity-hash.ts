import { createHash } from 'node:crypto';
import type { ActorKind } from './entities/index.ts';

/** What an event says, without its place in the chain. */
export interface NewEvent {
  accountId: string;
  actorKind: ActorKind;
  actorUserId?: string | null;
  actorName: string;
  action: string;
  /** An address such as `domains/dom_x`. */
  resource?: string | null;
  subjectUserId?: string | null;
  subjectName?: string | null;
  /** Before and after, names at that time. */
  data?: Record<string, unknown>;
}

export interface PlacedEvent extends Required<NewEvent> {
  seq: number;
  at: Date;
  prevHash: string;
}

/** What the first event of every account links to. */
export const genesis = '0'.repeat(64);

/** JSON with its keys in one order, so that the same value has the same text wherever it was stored. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export function hashOf(event: PlacedEvent): string {
  const { accountId, seq, at, actorKind, actorUserId, actorName, action, resource } = event;
  const { subjectUserId, subjectName, data, prevHash } = event;
  const said = { accountId, seq, at: at.toISOString(), actorKind, actorUserId, actorName, action, resource };
  const text = canonical({ ...said, subjectUserId, subjectName, data, prevHash });
  return createHash('sha256').update(text).digest('hex');
}
