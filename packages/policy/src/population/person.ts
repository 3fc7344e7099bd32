import type { Grant, MemberFacts } from '../facts.ts';
import { readScope, type Scope } from '../scope.ts';
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
  const grant = shape.fields(value, where, ['id', 'preset', 'permission', 'start', 'end'], isArea);
  const { id, preset, permission, start, end, ...areas } = grant;
  if ((preset == null) === (permission == null))
    shape.fault(where, 'names neither or both of preset and permission');
  return {
    ...Object.fromEntries(
      Object.entries(areas).flatMap(([area, said]) =>
        said == null || said === false
          ? []
          : [[area, said === true || scope(shape, said, `${where}.${area}`)]],
      ),
    ),
    id: id == null ? `gra_${index + 1}` : shape.id(id, `${where}.id`),
    ...(preset == null
      ? { permission: shape.text(permission, `${where}.permission`) }
      : { preset: shape.text(preset, `${where}.preset`) }),
    start: shape.date(start, `${where}.start`),
    end: shape.date(end, `${where}.end`),
  };
}

const isArea = (key: string): boolean => /^[a-z][a-z0-9_-]*$/.test(key);

function scope(shape: Shape, value: unknown, where: string): Scope {
  if (readScope(value) === undefined)
    shape.fault(where, 'is neither true nor { "only": [ids] } nor { "except": [ids] }');
  return value as Scope;
}
