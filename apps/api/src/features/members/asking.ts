import { Domain, Service, type GrantFact, type MemberFacts } from '@mandate/db';
import {
  activeGrants,
  catalogue,
  loadSlice,
  permissionLabel,
  presets,
  type Area,
  type Permission,
  type Scope,
} from '@mandate/policy';
import { firstDay } from '../../days.ts';
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
  if (!on) return slice.anywhere(permission) ? opening(ctx, facts, permission) : null;
  const decision = slice.check(permission, on.address);
  return decision.allowed ? [...decision.grants] : null;
}

/** Those of his grants that, taken alone, open it somewhere; of one name and one kind of scope, all or none do. */
async function opening(ctx: Working, facts: MemberFacts, permission: Permission): Promise<string[]> {
  const area = permission.split(':')[0] as Area;
  const opens = new Map<string, boolean>();
  const found: string[] = [];
  for (const grant of activeGrants(facts)) {
    const key = `${grant.preset ?? grant.permission} ${kindOf(grant[area])}`;
    const known = opens.get(key);
    const open = known ?? (await loadSlice(ctx.bundle(), { ...facts, grants: [grant] })).anywhere(permission);
    opens.set(key, open);
    if (open) found.push(grant.id);
  }
  return found;
}

function kindOf(given: Scope | boolean | null | undefined): string {
  if (typeof given !== 'object' || given === null) return String(Boolean(given));
  if ('except' in given) return 'rest';
  return given.only.length > 0 ? 'some' : 'none';
}

/** So many reasons are named; the rest is counted. */
const named = 3;

/** Grants as the reasons for a yes: what each is, who gave it, since when; what reads alike is said once. */
export function reasons(ctx: Working, nameOf: (id: string) => string, grants: readonly GrantFact[]) {
  const { locale } = ctx.request;
  const titles = new Map<string, string>(
    presets(ctx.bundle()).map(({ name, labels }) => [name, labels[locale].name]),
  );
  const titleOf = ({ preset, permission }: GrantFact) =>
    preset == null
      ? permissionLabel(ctx.bundle(), permission ?? '', locale).name
      : (titles.get(preset) ?? preset);
  const all = grants.map((grant) => ({ title: titleOf(grant), ...originOf(ctx, nameOf, grant) }));
  const each = [...Map.groupBy(all, ({ title, by, day }) => `${title} ${by} ${day}`).values()];
  const said = each.flatMap(([one]) => (one ? { title: one.title, by: one.by, since: one.since } : []));
  return { why: said.slice(0, named), whyMore: said.slice(named).length };
}

/** Who gave it, and since when. */
function originOf(ctx: Working, nameOf: (id: string) => string, { givenBy, start }: GrantFact) {
  const since = start ?? null;
  return { by: nameOf(givenBy), since, day: since ? firstDay(since, ctx.account.timeZone) : '' };
}

/** The same for the grants of one part: each giver and day once. */
export function origins(ctx: Working, nameOf: (id: string) => string, grants: readonly GrantFact[]) {
  const all = grants.map((grant) => originOf(ctx, nameOf, grant));
  const each = [...Map.groupBy(all, ({ by, day }) => `${by} ${day}`).values()];
  return each.flatMap(([one]) => (one ? { by: one.by, since: one.since } : []));
}
