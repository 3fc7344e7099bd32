import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { Refusal } from '../errors.ts';
import { commonPasswords } from './common-passwords.ts';
import { createTurns } from './turns.ts';

/** Argon2id (2 in the package's ambient enum) at OWASP's floor: 19 MiB, two passes, one lane. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing runs on Node's thread pool: a burst of sign-ins must not take all of it. */
const atOnce = Math.max(2, Math.min(4, availableParallelism()));
const turns = createTurns(atOnce);

/** For whole calls of strangers that hash: those that wait for their turn hold no connection meanwhile. */
export const hashingTurns = createTurns(atOnce);

export const hashPassword = (password: string): Promise<string> => turns(() => hash(password, cost));

let nobody: Promise<string> | undefined;

/** Does the same work when there is no hash, so that time says nothing about who has a login. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash('the password of nobody', cost);
  const against = stored ?? (await nobody);
  const matches = await turns(() => verify(against, password));
  return matches && stored != null;
}

/** `words`: the person's name and address, which must not make up the password; the product's name counts too. */
export function isWeakPassword(password: string, words: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if (commonPasswords.has(text) || commonPasswords.has(text.replace(/[^\p{L}]+$/u, ''))) return true;
  if (new Set(text).size < 4) return true;
  const own = words
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2);
  const rest = ['mandate', ...own].reduce((left, word) => left.replaceAll(word, ''), text);
  return rest.replace(/[^\p{L}]+/gu, '').length < 4 && rest.length < Math.min(10, text.length);
}

export function requireStrong(password: string, words: readonly string[]): void {
  if (isWeakPassword(password, words)) throw new Refusal('PASSWORD_TOO_WEAK');
}
