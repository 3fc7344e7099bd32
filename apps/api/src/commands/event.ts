import type { NewEvent } from '@mandate/db';

type SystemEvent = Pick<NewEvent, 'action' | 'resource' | 'subjectUserId' | 'subjectName' | 'data'>;

/** An event that nobody's hand made: a date passed, or the provider finished something. */
export const systemEvent = (accountId: string, event: SystemEvent): NewEvent => ({
  accountId,
  actorKind: 'system',
  actorName: 'Mandate',
  ...event,
});
