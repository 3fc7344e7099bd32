import type { Bundle } from '../bundle.ts';
import type { PermissionDef } from '../catalogue.ts';
import type { Preset } from '../presets.ts';

/** Written in the preset's files, coming along with what is written (S5), or not given. */
export type Mark = 'written' | 'implied' | 'none';

export interface MatrixRow {
  readonly permission: PermissionDef;
  readonly marks: readonly Mark[];
}

export interface Matrix {
  readonly presets: readonly Preset[];
  readonly rows: readonly MatrixRow[];
}

/** Presets by permissions, both in the order in which people see them. */
export function matrixOf(bundle: Bundle): Matrix {
  const presets = [...bundle.presets.values()];
  const rows = [...bundle.catalogue.permissions.values()].map((permission) => ({
    permission,
    marks: presets.map((preset) => markOf(bundle, preset, permission)),
  }));
  return { presets, rows };
}

function markOf(bundle: Bundle, preset: Preset, permission: PermissionDef): Mark {
  if (preset.permissions.includes(permission.name)) return 'written';
  const atoms = preset.permissions.flatMap((held) => bundle.expansion.get(held) ?? []);
  const whole = atoms.some((atom) => atom.permission === permission.name && atom.pattern === permission.on);
  return whole ? 'implied' : 'none';
}

/** The same for programs: what each preset gives, written and implied. */
export function matrixJson(bundle: Bundle): unknown {
  const { presets, rows } = matrixOf(bundle);
  const marked = (index: number, mark: Mark) =>
    rows.filter((row) => row.marks[index] === mark).map((row) => row.permission.name);
  return {
    presets: presets.map(({ name, asks, suggestsDays, includes }, index) => ({
      name,
      written: marked(index, 'written'),
      implied: marked(index, 'implied'),
      includes,
      asks,
      suggestsDays,
    })),
  };
}
