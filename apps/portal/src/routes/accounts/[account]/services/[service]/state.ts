import { unfinished, type Work } from '#lib/work/types.ts';
import type { PageProps } from './$types.ts';

export type Service = PageProps['data']['service'];

export const isPending = (service: Service, kind: string): boolean =>
  service.commands.some((work) => work.kind === kind && unfinished(work));

/** The secret that waits for this reader, if any. */
export const waiting = (service: Service, kind: string): (Work & { revealUntil: string }) | undefined => {
  const work = service.commands.find((one) => one.kind === kind && one.revealUntil);
  return work?.revealUntil ? { ...work, revealUntil: work.revealUntil } : undefined;
};

/** What nobody can do now, whatever their rights: it is being set up, or it ends. */
export const isIdle = (service: Service): boolean =>
  service.state === 'cancelled' ||
  isPending(service, 'service.order') ||
  isPending(service, 'service.cancel');

/** Is there anything else it could be on? */
export const hasOtherPlans = ({ plan, plans }: Service): boolean => plans.some(({ label }) => label !== plan);

export const missingFor = (service: Service, permission: string) =>
  service.missing.find((one) => one.permission === permission);
