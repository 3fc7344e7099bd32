import { Invitation } from '@mandate/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areas, type Areas } from '../areas.testing.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

const ines = 'ines@studio-moreau.example';

test('nobody’s mailbox is filled by taking back and offering again', async () => {
  const [domain] = await world.domains(['acme.example']);
  const offer = {
    account: world.acme,
    emails: [ines],
    locale: 'en',
    parts: [{ permissions: ['domains:view'], domains: { which: 'only', ids: [domain!.id] } }],
  };
  const codes = new Set<string | undefined>();
  for (let round = 0; round < 4; round += 1) {
    codes.add((await world.owner.mutate('invitations.send', offer)).error?.code);
    const open = await world.em().findOne(Invitation, { email: ines, state: 'open' });
    const one = { account: world.acme, invitation: open?.id ?? '' };
    for (let n = 0; n < 5; n += 1)
      codes.add((await world.owner.mutate('invitations.resend', one)).error?.code);
    await world.owner.mutate('invitations.cancel', one);
  }
  expect(codes).toContain('TOO_MANY_REQUESTS');
});
