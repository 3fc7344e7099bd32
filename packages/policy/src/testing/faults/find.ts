import { join } from 'node:path';
import { differ } from '../worlds/differ.ts';
import { importPackage } from '../worlds/package.ts';
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
      const size = { seed, worlds: 200, steps: 10, questions: 8 };
      const { requests, differences } = await differ(await importPackage(copy.src), size, 1);
      found.push({ name: fault.name, requests, difference: differences[0] });
    } finally {
      await copy.remove();
    }
  }
  return found;
}

// as a program, so that Node itself loads the copies; a test runner would transform each of them first
if (process.argv[1] === join(import.meta.dirname, 'find.ts'))
  console.log(JSON.stringify(await findFaults(Number(process.argv[2] ?? 1))));
