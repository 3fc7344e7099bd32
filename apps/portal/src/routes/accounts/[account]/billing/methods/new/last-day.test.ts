import { describe, expect, it } from 'vitest';
import { lastDayOf } from './last-day.ts';

describe('lastDayOf', () => {
  it('reads a month as cards print it', () => {
    expect(lastDayOf('09/28')).toBe('2028-09-30');
    expect(lastDayOf(' 2 / 2028 ')).toBe('2028-02-29');
    expect(lastDayOf('12-27')).toBe('2027-12-31');
  });

  it('leaves what is no month to be refused', () => {
    expect(['', '13/28', '00/28', 'soon', '2028'].map(lastDayOf)).toEqual([
      '',
      '13/28',
      '00/28',
      'soon',
      '2028',
    ]);
  });
});
