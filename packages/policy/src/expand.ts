import { closure, type CatalogueFile } from './catalogue.ts';

/** One thing a permission gives: an action on a pattern of its area. */
export interface Atom {
  readonly permission: string;
  readonly area: string;
  readonly action: string;
  readonly pattern: string;
}

export type Expansion = ReadonlyMap<string, readonly Atom[]>;

/** S5 for allows: what each permission gives, implied ones and those "there" included, flattened once. */
export function expandAllows(catalogue: CatalogueFile): Expansion {
  const expansion = new Map<string, readonly Atom[]>();
  for (const name of catalogue.permissions.keys()) {
    const atoms = new Map<string, Atom>();
    for (const each of [name, ...closure(name, catalogue.permissions)]) {
      const from = catalogue.permissions.get(each);
      if (!from) continue;
      for (const given of [each, ...from.there]) {
        const target = catalogue.permissions.get(given);
        if (!target) continue;
        const pattern = given === each ? target.on : from.on;
        atoms.set(`${given} ${pattern}`, {
          permission: given,
          area: target.area,
          action: target.action,
          pattern,
        });
      }
    }
    expansion.set(name, [...atoms.values()]);
  }
  return expansion;
}

/** S5 for denies: a denied permission takes everything along that implies it. */
export function expandDeny(name: string, catalogue: CatalogueFile): string[] {
  const takesAlong = [...catalogue.permissions.keys()].filter((other) =>
    closure(other, catalogue.permissions).has(name),
  );
  return [name, ...takesAlong];
}

/** The same action on smaller patterns inside: who reads all tickets reads his own. */
export function narrower(expansion: Expansion, atom: Atom): Atom[] {
  const stem = atom.pattern.slice(0, -'**'.length);
  const all = [...expansion.values()].flat();
  const smaller = all.filter(
    (other) => other.permission === atom.permission && other.pattern !== atom.pattern,
  );
  return smaller.filter((other) => other.pattern.startsWith(stem));
}
