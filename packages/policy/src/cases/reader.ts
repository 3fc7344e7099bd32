import { areaOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import type { Faults } from '../faults.ts';
import type { Permission } from '../generated.ts';
import { didYouMean } from '../lint/nearest.ts';
import type { YamlFile } from '../yaml.ts';

export type Path = readonly (string | number)[];

/** Reads values of a case file and holds them against the bundle; what it cannot mean becomes a fault. */
export class Reader {
  readonly bundle: Bundle;
  readonly yaml: YamlFile;
  readonly file: string;
  readonly things: ReadonlyMap<string, string>;

  readonly faults: Faults;

  constructor(
    bundle: Bundle,
    yaml: YamlFile,
    file: string,
    things: ReadonlyMap<string, string>,
    faults: Faults,
  ) {
    this.faults = faults;
    this.bundle = bundle;
    this.yaml = yaml;
    this.file = file;
    this.things = things;
  }

  /** How many entries a list has; none when it is not written. */
  size(path: Path): number {
    const value = this.yaml.get(path);
    if (value === undefined) return 0;
    if (Array.isArray(value)) return value.length;
    this.yaml.fault(path, `${path.join('.')} is no list`, 'write entries that begin with -');
    return 0;
  }

  oneOf<T extends string>(path: Path, known: readonly T[], fallback?: T): T | undefined {
    const value = this.yaml.get(path);
    if (value === undefined && fallback !== undefined) return fallback;
    const found = known.find((each) => each === value);
    if (found === undefined)
      this.yaml.fault(path, `${String(path.at(-1))} is ${said(value)}`, didYouMean(String(value), known));
    return found;
  }

  date(path: Path): Date | undefined {
    const value = this.yaml.get(path);
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    const whole = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value);
    if (whole && !Number.isNaN(date.getTime())) return date;
    this.yaml.fault(path, `${said(value)} is no instant`, 'write it like 2026-11-22T12:00:00Z');
    return undefined;
  }

  /** One permission or several. */
  permissions(path: Path): Permission[] {
    const value = this.yaml.get(path);
    const names: unknown[] = Array.isArray(value) ? value : [value];
    return names.flatMap((name) => (this.knows(path, name) ? [name as Permission] : []));
  }

  knows(path: Path, name: unknown): name is string {
    const { permissions } = this.bundle.catalogue;
    if (typeof name === 'string' && permissions.has(name)) return true;
    const word = said(name);
    this.yaml.fault(path, `unknown permission ${word}`, didYouMean(word, permissions.keys()));
    return false;
  }

  /** The address that is meant: written out, or by the name of a thing. */
  address(path: Path): string {
    const value = this.yaml.get(path);
    const address = this.named(value);
    if (address !== undefined && areaOf(this.bundle.catalogue, address)) return address;
    const shapes = [...this.bundle.catalogue.areas.values()].flatMap((area) => area.addresses);
    const word = said(value);
    this.yaml.fault(
      path,
      `no resource is called ${word}`,
      didYouMean(word, [...this.things.keys(), ...shapes]),
    );
    return '';
  }

  named(value: unknown): string | undefined {
    return typeof value === 'string' ? (this.things.get(value) ?? value) : undefined;
  }
}

/** A value as the reader of a message would recognise it. */
export function said(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
