import { Domain, restoreGrant, Service, type ActorKind, type StoredGrant } from '@mandate/db';
import { formatMoney, m, type Locale } from '@mandate/messages';
import { describe, type GrantSpec } from '@mandate/policy';
import { namesIn } from '../names.ts';
import type { Working } from '../working.ts';

export interface EventRow {
  seq: number;
  at: string;
  actorKind: ActorKind;
  actorUserId: string | null;
  actorName: string;
  action: string;
  resource: string | null;
  subjectName: string | null;
  data: Record<string, unknown>;
}

export interface EventWords {
  sentence: string;
  before: string | null;
  after: string | null;
  /** Before and after are DNS values. */
  code: boolean;
}

type Message = (words: Record<string, string>, options: { locale: Locale }) => string;
const messages = m as unknown as Record<string, Message | undefined>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGrant = (value: unknown): value is StoredGrant =>
  isObject(value) && (typeof value.preset === 'string' || typeof value.permission === 'string');

const grantsIn = (value: unknown): GrantSpec[] | null =>
  Array.isArray(value) && value.length > 0 && value.every(isGrant)
    ? value.map((grant) => restoreGrant(grant))
    : null;

const isRecord = (value: unknown): value is { type: string; value: string; ttl: number } =>
  isObject(value) && typeof value.type === 'string' && typeof value.value === 'string';

/** Words for a page of events, made at reading time: names only of what this reader may view (S14). */
export async function eventWords(
  ctx: Working,
  events: readonly EventRow[],
): Promise<(event: EventRow) => EventWords> {
  const grants = events.flatMap(({ data }) => [
    ...(grantsIn(data.before) ?? []),
    ...(grantsIn(data.after) ?? []),
  ]);
  const names = await namesIn(ctx.em, grants, ctx.slice);
  const resources = await resourceNames(ctx, events);
  const { locale } = ctx.request;
  const { timeZone } = ctx.account;

  const text = (value: unknown, { at, data }: EventRow): string | null => {
    const given = grantsIn(value);
    if (!given) return plain(value, locale);
    // as of that instant: a start that was still to come then is said, and what has left since was there
    const told = { now: new Date(at), past: true, exact: true, first: differing(data) };
    return describe(ctx.bundle(), given, { locale, mood: 'now', names, timeZone, ...told }).summary;
  };
  return (event) => {
    const { before, after } = isReason(event) && !ctx.facts.owner ? {} : event.data;
    return {
      sentence: sentence(event, resources(event), locale),
      before: text(before, event),
      after: text(after, event),
      code: isRecord(before) || isRecord(after),
    };
  };
}

/** The provider's words about the state of the account are for its owner, in the log as by mail. */
const isReason = ({ actorKind, action }: EventRow): boolean =>
  actorKind === 'provider' && /^account\.(suspended|resumed|closed)$/.test(action);

/** What is named on one side only: of things too many to be named, these are never among the rest. */
function differing({ before, after }: EventRow['data']): ReadonlySet<string> {
  const [was, is] = [namedBy(before), namedBy(after)];
  return new Set([...was, ...is].filter((id) => was.has(id) !== is.has(id)));
}

function namedBy(value: unknown): Set<string> {
  const scopes = (grantsIn(value) ?? []).flatMap(({ services, domains }) => [services, domains]);
  return new Set(scopes.flatMap((scope) => (scope ? ('only' in scope ? scope.only : scope.except) : [])));
}

function sentence(event: EventRow, name: string, locale: Locale): string {
  const { data, subjectName, action } = event;
  const amount =
    typeof data.amountCents === 'number' && typeof data.currency === 'string'
      ? formatMoney({ amountCents: data.amountCents, currency: data.currency }, locale)
      : '';
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const subject = subjectName ?? (typeof data.email === 'string' ? data.email : '');
  const message = messages[`account_event_${action.replaceAll('.', '_')}`] ?? messages.account_event_other;
  return message?.({ ...Object.fromEntries(texts), action, name, subject, amount }, { locale }) ?? action;
}

/** Text for what changed: lists with commas, switches as on and off, several fields with their labels. */
function plain(value: unknown, locale: Locale): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return (value ? m.common_on : m.common_off)({}, { locale });
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ') || null;
  if (isRecord(value)) return `${value.type} ${value.value} (${value.ttl})`;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!isObject(value)) return null;
  const fields = Object.entries(value).map(([field, one]) =>
    m.account_event_value({ field: label(field, locale), value: plain(one, locale) || '–' }, { locale }),
  );
  return fields.join(' · ') || null;
}

const label = (field: string, locale: Locale): string =>
  messages[`account_field_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]?.(
    {},
    { locale },
  ) ?? field;

/** Events keep the name of their time; those that the provider's work made are named by what it was done to. */
async function resourceNames(
  ctx: Working,
  events: readonly EventRow[],
): Promise<(event: EventRow) => string> {
  const bare = events
    .filter((event) => typeof event.data.name !== 'string')
    .map((event) => event.resource ?? '');
  const ids = bare.map((resource) => resource.slice(resource.indexOf('/') + 1));
  const found = ids.length
    ? [
        ...(await ctx.em.find(Service, { id: ids, accountId: ctx.account.id }, { fields: ['id', 'name'] })),
        ...(await ctx.em.find(Domain, { id: ids, accountId: ctx.account.id }, { fields: ['id', 'name'] })),
      ]
    : [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return ({ data, resource }) =>
    typeof data.name === 'string'
      ? data.name
      : (names.get(resource?.slice(resource.indexOf('/') + 1) ?? '') ?? '');
}
