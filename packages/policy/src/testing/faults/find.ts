import { join } from 'node:path';
import { differ } from '../worlds/differ.ts';
import { importPackage, type Package } from '../worlds/package.ts';
import { race } from '../worlds/parallel.ts';
import { faultyCopy } from './copy.ts';
import { faults } from './list.ts';

export interface Find {
  readonly name: string;
  /** How much had been asked when it was found. */
  readonly requests: number;
  /** The first difference; undefined when nothing was found. */
  readonly difference: string | undefined;
}

/** Puts each fault into a copy of the package and asks until an answer differs. */
export async function findFaults(seed: number): Promise<Find[]> {
  const found: Find[] = [];
  for (const fault of faults) {
    const copy = await faultyCopy(fault);
    try {
      const pkg = await importPackage(copy.src);
      found.push({ name: fault.name, ...(fault.alone ? await racing(pkg, seed) : await asking(pkg, seed)) });
    } finally {
      await copy.remove();
    }
  }
  return found;
}

async function asking(pkg: Package, seed: number): Promise<Omit<Find, 'name'>> {
  const size = { seed, worlds: 200, steps: 10, questions: 8 };
  const { requests, differences } = await differ(pkg, size, 1);
  return { requests, difference: differences[0] };
}

async function racing(pkg: Package, seed: number): Promise<Omit<Find, 'name'>> {
  const { answers, differences } = await race(pkg, seed, 30, 30);
  return { requests: answers, difference: differences[0] };
}

// as a program, so that Node itself loads the copies; a test runner would transform each of them first
if (process.argv[1] === join(import.meta.dirname, 'find.ts'))
  console.log(JSON.stringify(await findFaults(Number(process.argv[2] ?? 1))));
