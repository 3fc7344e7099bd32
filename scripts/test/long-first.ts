import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first: begun last, one of them would keep a single core busy at the end. */
const long = [
  'e2e/delegation/',
  'e2e/story',
  'e2e/accessibility',
  'e2e/access',
  'e2e/mail-truth',
  'e2e/hidden',
  'e2e/areas',
  'e2e/bulk',
  'e2e/login',
  'e2e/invitations',
  'e2e/ownership',
  'src/sweep/sweep',
  'src/climbing/climbing',
  'src/sweep/',
  'src/climbing/',
  'scripts/start',
  'src/scale/',
  'src/outbox/crash',
  'src/policies',
  'src/postgres/',
  'src/listing/',
  'src/faults',
  'src/cases/',
];

const place = ({ moduleId }: TestSpecification): number => {
  const found = long.findIndex((part) => moduleId.includes(part));
  return found === -1 ? long.length : found;
};

export class LongFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => place(a) - place(b)));
  }
}
