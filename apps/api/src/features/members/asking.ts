import { Domain, Service, type GrantFact, type MemberFacts } from '@mandate/db';
import { catalogue, loadSlice, permissionLabel, presets, type Permission } from '@mandate/policy';
import { badInput, Refusal } from '../../errors.ts';
import type { Working } from '../working.ts';

/** "Who can do this?", anywhere or on one service or domain. */
export interface Asked {
  permission: Permission;
  on?: { address: string; name: string };
}

/** What the list is asked about. @throws NOT_FOUND for what the reader may not view, whether or not it is there. */
export async function askedAbout(
  ctx: Working,
  { who, on }: { who?: string | undefined; on?: string | undefined },
): Promise<Asked | undefined> {
  if (who === undefined && on === undefined) return undefined;
  const area = on?.split('/')[0];
  const all = catalogue(ctx.bundle()).flatMap(({ permissions }) => permissions);
  const permission = all.find(({ name }) => name === (who ?? `${area}:view`))?.name;
  if (!permission) throw badInput('who', 'invalid');
  if (on === undefined) return { permission };
  if (permission.split(':')[0] !== area) throw badInput('who', 'invalid');
  const id = on.slice(on.indexOf('/') + 1);
  const viewed = ctx.slice.can(`${area}:view` as Permission, on);
  const where = { id, accountId: ctx.account.id };
  const thing = !viewed
    ? null
    : area === 'services'
      ? await ctx.em.findOne(Service, where)
      : await ctx.em.findOne(Domain, where);
  if (!thing) throw new Refusal('NOT_FOUND');
  return { permission, on: { address: on, name: thing.name } };
}

/** The grants by which a member may do it; none behind an owner's; null when he may not. */
export async function grantsBehind(
  ctx: Working,
  facts: MemberFacts,
  { permission, on }: Asked,
): Promise<string[] | null> {
  const slice = await loadSlice(ctx.bundle(), facts);
  if (!on) return slice.anywhere(permission) ? [] : null;
  const decision = slice.check(permission, on.address);
  return decision.allowed ? [...decision.grants] : null;
}

/** A grant as the reason for a yes: what it is, who gave it, since when. */
export const reason = (ctx: Working, nameOf: (id: string) => string) => (grant: GrantFact) => {
  const { locale } = ctx.request;
  const preset = presets(ctx.bundle()).find(({ name }) => name === grant.preset);
  return {
    title: preset
      ? preset.labels[locale].name
      : permissionLabel(ctx.bundle(), grant.permission ?? '', locale).name,
    by: nameOf(grant.givenBy),
    since: grant.start ?? null,
  };
};
