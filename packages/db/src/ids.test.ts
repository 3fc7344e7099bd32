import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

describe('newId', () => {
  it('is the prefix and twenty letters or digits', () => {
    expect(newId('dom')).toMatch(/^dom_[a-z0-9]{20}$/);
  });

  it('is never the same and favours no letter', () => {
    const ids = Array.from({ length: 5000 }, () => newId('svc'));
    expect(new Set(ids).size).toBe(5000);
    const counts = new Map<string, number>();
    for (const letter of ids.join('').replaceAll('svc_', ''))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(36);
    const mean = 100_000 / 36;
    for (const count of counts.values()) expect(Math.abs(count - mean) / mean).toBeLessThan(0.15);
  });
});
