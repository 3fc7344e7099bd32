import { m } from '@mandate/messages';

const short = [
  [86_400, m.domains_ttl_days],
  [3600, m.domains_ttl_hours],
  [60, m.domains_ttl_minutes],
  [1, m.domains_ttl_seconds],
] as const;
const long = [
  [86_400, m.common_days],
  [3600, m.common_hours],
  [60, m.common_minutes],
] as const;

const usual = [300, 3600, 14_400, 86_400];

/** 1 h, 90 min: the largest unit that says it whole. */
export function ttl(seconds: number): string {
  const [size, words] = short.find(([unit]) => seconds % unit === 0) ?? short[3];
  return words({ count: seconds / size });
}

function inWords(seconds: number): string {
  const found = long.find(([unit]) => seconds % unit === 0);
  return found ? found[1]({ count: seconds / found[0] }) : ttl(seconds);
}

/** The choices of a form: the usual ones, and what stands there now. */
export const ttlOptions = (now: number) =>
  [...new Set([...usual, now])]
    .sort((a, b) => a - b)
    .map((seconds) => ({ value: String(seconds), label: inWords(seconds) }));
