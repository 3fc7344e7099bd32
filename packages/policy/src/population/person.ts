import { isId } from '../address.ts';
import type { Grant, MemberFacts } from '../facts.ts';
import type { Scope } from '../scope.ts';
import type { Shape } from './shape.ts';

export type PersonMember = Omit<MemberFacts, 'epoch'>;

const ends = ['removed', 'left', 'expired'] as const;

/** `null`: the row is gone, nothing of it counts. */
export function readMember(shape: Shape, value: unknown): PersonMember | null {
  if (value === null) return null;
  const member = shape.fields(value, 'member', ['suspended', 'start', 'end', 'ended']);
  const ended = member['ended'] == null ? undefined : ends.find((end) => end === member['ended']);
  if (member['ended'] != null && !ended) shape.fault('member.ended', 'is not removed, left or expired');
  return {
    suspended: shape.flag(member['suspended'], 'member.suspended'),
    start: shape.date(member['start'], 'member.start'),
    end: shape.date(member['end'], 'member.end'),
    ended,
  };
}

/** Keys that are not named here are areas: a scope, or a yes. Names of presets and permissions may be unknown (S19). */
export function readGrant(shape: Shape, value: unknown, where: string, index: number): Grant {
  const grant = shape.fields(value, where, own, isArea);
  const { id, preset, permission } = grant;
  if ((preset == null) === (permission == null))
    shape.fault(where, 'names neither or both of preset and permission');
  const read: Grant & Record<string, unknown> = {
    id: id == null ? `gra_${index + 1}` : shape.id(id, `${where}.id`),
    start: shape.date(grant['start'], `${where}.start`),
    end: shape.date(grant['end'], `${where}.end`),
  };
  if (preset != null) read.preset = shape.text(preset, `${where}.preset`);
  else read.permission = shape.text(permission, `${where}.permission`);
  for (const key in grant) {
    const said = grant[key];
    if (own.includes(key) || said == null || said === false) continue;
    read[key] = said === true || scope(shape, said, `${where}.${key}`);
  }
  return read;
}

const own = ['id', 'preset', 'permission', 'start', 'end'];
const isArea = (key: string): boolean => /^[a-z][a-z0-9_-]*$/.test(key);

function scope(shape: Shape, value: unknown, where: string): Scope {
  const [key, ...more] = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const ids: unknown =
    more.length === 0 && (key === 'only' || key === 'except') && Reflect.get(Object(value), key);
  if (Array.isArray(ids) && ids.every(isId)) return value as Scope;
  return shape.fault(where, 'is neither true nor { "only": [ids] } nor { "except": [ids] }');
}
