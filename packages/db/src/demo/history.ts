import { appendEventAt } from '../activity.ts';
import type { NewEvent } from '../activity-hash.ts';
import type { DemoAccount } from './accounts.ts';
import type { Seed } from './seed.ts';

export interface Happening {
  at: Date;
  /** Nobody: the product itself. */
  by?: { id: string; name: string };
  action: string;
  resource?: string;
  subject?: { id?: string; name: string };
  data?: Record<string, unknown>;
}

function event(account: DemoAccount, { by, action, resource, subject, data }: Happening): NewEvent {
  const actor =
    by === undefined
      ? { actorKind: 'system' as const, actorName: 'Mandate' }
      : { actorKind: 'user' as const, actorUserId: by.id, actorName: by.name };
  const about = {
    resource: resource ?? null,
    subjectUserId: subject?.id ?? null,
    subjectName: subject?.name ?? null,
  };
  return { accountId: account.id, ...actor, action, ...about, data: data ?? {} };
}

/** Appends what happened to the account's log, the earliest first. Its rows must have been written. */
export async function addHistory(seed: Seed, account: DemoAccount, happenings: Happening[]): Promise<void> {
  const inOrder = [...happenings].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const happening of inOrder) await appendEventAt(seed.em, event(account, happening), happening.at);
}
