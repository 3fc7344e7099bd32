import type { Faults } from '../faults.ts';

/** A `g` row: this preset includes that one. */
export interface Include {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Roles that node-casbin follows from a user upwards; what lies higher it drops without a word. */
export const deepest = 10;

/** Circles, and chains that are longer than Casbin would follow. */
export function checkIncludes(presets: Iterable<string>, includes: readonly Include[], faults: Faults): void {
  for (const preset of presets) {
    const circle = shortestCircle(preset, includes);
    const [first] = circle;
    if (first) {
      const names = [preset, ...circle.map((step) => step.to)].join(' > ');
      const message = `${preset} includes itself: ${names}`;
      faults.add(first.file, first.line, first.column, message, 'remove one of these rows');
      continue;
    }
    const chain = longestChain(preset, includes, []);
    const [start] = chain;
    // told once, at the row that makes the chain too long
    if (!start || chain.length !== deepest) continue;
    const names = [preset, ...chain.map((step) => step.to)].join(' > ');
    const message = `a chain of ${deepest + 1} roles, Casbin follows ${deepest}: ${names}`;
    faults.add(start.file, start.line, start.column, message, 'include the presets directly');
  }
}

/** All that a preset includes, at any depth. */
export function reach(start: string, includes: readonly Include[]): string[] {
  const found = new Set<string>();
  const visit = (current: string) => {
    for (const { from, to } of includes) {
      if (from !== current || found.has(to)) continue;
      found.add(to);
      visit(to);
    }
  };
  visit(start);
  return [...found];
}

function shortestCircle(preset: string, includes: readonly Include[]): readonly Include[] {
  const seen = new Set<string>();
  let paths = includes.filter((step) => step.from === preset).map((step) => [step]);
  while (paths.length > 0) {
    const round = paths.find((path) => path.at(-1)?.to === preset);
    if (round) return round;
    paths = paths.flatMap((path) => {
      const end = path.at(-1)?.to ?? '';
      if (seen.has(end)) return [];
      seen.add(end);
      return includes.filter((step) => step.from === end).map((step) => [...path, step]);
    });
  }
  return [];
}

function longestChain(
  preset: string,
  includes: readonly Include[],
  above: readonly string[],
): readonly Include[] {
  if (above.includes(preset)) return [];
  let longest: readonly Include[] = [];
  for (const step of includes) {
    if (step.from !== preset) continue;
    const chain = [step, ...longestChain(step.to, includes, [...above, preset])];
    if (chain.length > longest.length) longest = chain;
  }
  return longest;
}
