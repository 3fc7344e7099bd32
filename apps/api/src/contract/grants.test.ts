import { expect, test } from 'vitest';
import { day } from './grants.ts';

test.each(['0001-01-01', '1969-12-31', '3000-01-01', '9999-12-31', '2027-02-30', 'tomorrow', ''])(
  '“%s” is no day to give or to look for anything on',
  (text) => {
    expect(day.safeParse(text).error?.issues[0]?.message).toBe('date');
  },
);

test.each(['1970-01-01', '2028-02-29', '2999-12-31'])('%s is one', (text) => {
  expect(day.parse(text)).toBe(text);
});
