import type { Facts, Grant } from '../facts.ts';

const time = (date: Date | null | undefined) => date?.getTime();

/** Would every question be answered alike? Compares all that a decision depends on, the instant aside. */
export function sameFacts(a: Facts, b: Facts): boolean {
  if (a.account.epoch !== b.account.epoch || a.account.state !== b.account.state) return false;
  if (a.owner !== b.owner || !sameMember(a.member, b.member)) return false;
  return (
    a.grants.length === b.grants.length && a.grants.every((grant, index) => sameGrant(grant, b.grants[index]))
  );
}

function sameMember(a: Facts['member'], b: Facts['member']): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.epoch === b.epoch &&
    a.suspended === b.suspended &&
    (a.ended ?? null) === (b.ended ?? null) &&
    time(a.start) === time(b.start) &&
    time(a.end) === time(b.end)
  );
}

function sameGrant(a: Grant, b: Grant | undefined): boolean {
  if (b === undefined || a.id !== b.id) return false;
  if (a === b) return true;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue(Reflect.get(a, name), Reflect.get(b, name)));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || (a == null && b == null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
