import { isId } from '../address.ts';
import type { AccountState } from '../facts.ts';
import { PopulationError } from './lines.ts';

export type Fields = Readonly<Record<string, unknown>>;

const complete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant written out whole, time and zone included. */
export function dateOf(text: string): Date | undefined {
  const date = new Date(complete.test(text) ? text : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Checks one line's values; every failure names the line and where in it. */
export class Shape {
  readonly #line: number;

  constructor(line: number) {
    this.#line = line;
  }

  fault(where: string, message: string): never {
    throw new PopulationError(this.#line, `${where} ${message}`);
  }

  /** An object with no other keys than these; `others`: what to do with the rest. */
  fields(value: unknown, where: string, keys: readonly string[], others?: (key: string) => boolean): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      this.fault(where, 'is not an object');
    const found = value as Fields;
    for (const key in found) {
      if (!keys.includes(key) && others?.(key) !== true)
        this.fault(where, `has an unknown key ${JSON.stringify(key)}`);
    }
    return found;
  }

  id(value: unknown, where: string): string {
    return isId(value) ? value : this.fault(where, 'is not an id');
  }

  text(value: unknown, where: string): string {
    return typeof value === 'string' ? value : this.fault(where, 'is not a text');
  }

  flag(value: unknown, where: string): boolean {
    return typeof value === 'boolean' ? value : this.fault(where, 'is neither true nor false');
  }

  count(value: unknown, where: string): number {
    return Number.isSafeInteger(value) ? (value as number) : this.fault(where, 'is not a whole number');
  }

  state(value: unknown, where: string): AccountState {
    if (value === 'active' || value === 'suspended' || value === 'closed') return value;
    return this.fault(where, 'is not active, suspended or closed');
  }

  date(value: unknown, where: string): Date | undefined {
    if (value == null) return undefined;
    const date = typeof value === 'string' ? dateOf(value) : undefined;
    return date ?? this.fault(where, 'is not a date with time and zone');
  }
}
