import { randomBytes } from 'node:crypto';

export type IdPrefix =
  | 'usr'
  | 'ses'
  | 'acc'
  | 'gra'
  | 'ivt'
  | 'svc'
  | 'dom'
  | 'rec'
  | 'quo'
  | 'inv'
  | 'pay'
  | 'pm'
  | 'tkt'
  | 'msg'
  | 'out'
  | 'cmd'
  | 'tok'
  | 'off';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** The largest multiple of the alphabet's length that fits a byte: bytes above it would favour its first letters. */
const fair = 252;

/** A new opaque id such as `dom_` and twenty characters: 103 bits, never reused, never ordered. */
export function newId(prefix: IdPrefix): string {
  let id = '';
  while (id.length < 20) {
    for (const byte of randomBytes(32)) {
      if (byte < fair && id.length < 20) id += alphabet.charAt(byte % alphabet.length);
    }
  }
  return `${prefix}_${id}`;
}
