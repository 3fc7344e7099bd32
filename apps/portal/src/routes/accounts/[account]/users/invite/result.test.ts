import { expect, it } from 'vitest';
import { packFlash, unpackFlash } from '#lib/server/flash-text.ts';
import { resultOf } from './result.ts';

const many = (problem: string | null, length: number) =>
  Array.from({ length: 25 }, (_, n) => ({ email: `${'x'.repeat(length)}${n}@studio.example`, problem }));

it('says each reason once, with all addresses that it is about', () => {
  const [one, two, three] = ['a@b.example', 'c@d.example', 'e@f.example'];
  const result = resultOf([
    { email: one, problem: 'INVITATION_ALREADY_OPEN', invitation: 'ivt_1' },
    { email: two, problem: 'INVITATION_ALREADY_OPEN', invitation: 'ivt_2' },
    { email: three, problem: 'TOO_MANY_REQUESTS' },
    { email: 'g@h.example', problem: null },
  ]);
  expect(result).toEqual({
    strong: 'Invitation sent to g@h.example.',
    text: `Already waiting: ${one}, ${two}. Too many invitations today: ${three}.`,
  });
});

it.each([10, 230])(
  'of 25 that failed, with %i characters each, survives its cookie and says how many',
  (length) => {
    for (const problem of ['INVITATION_ALREADY_OPEN', null]) {
      const result = resultOf(many(problem, length));
      const packed = packFlash(result);
      expect(packed.length).toBeLessThan(3900);
      expect(unpackFlash(packed)).toEqual(result);
      const said = `${result.strong} ${result.text}`;
      const named = said.split('@').length - 1;
      if (named < 25) expect(said).toContain(`and ${25 - named} more`);
    }
  },
);
