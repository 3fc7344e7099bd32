import { clipped, type Facts } from '@mandate/policy';

/** When an access that has not started does: with the first grant to come, inside the dates of the membership. */
export function startsAt({ member, grants, now }: Pick<Facts, 'member' | 'grants' | 'now'>): Date | null {
  const ahead = clipped(grants, member ?? {}).flatMap(({ start }) =>
    start && start > now ? start.getTime() : [],
  );
  return ahead.length > 0 ? new Date(Math.min(...ahead)) : null;
}
