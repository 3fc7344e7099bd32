import { Invitation } from '@mandate/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastMail } from '../auth/testing.ts';
import { areas, type Areas } from './areas.testing.ts';
import { seen } from './invitations/testing/seen.ts';

let world: Areas;
beforeEach(async () => {
  world = await areas();
});
afterEach(() => world.api.close());

const ines = 'ines@studio-moreau.example';

test('an invitation names what it gives, and only counts what it leaves out', async () => {
  const [secret, other] = await world.services(['secret-server', 'web-02']);
  const domains = await world.domains(['acme.example']);
  const sent = await world.owner.mutate('invitations.send', {
    account: world.acme,
    emails: [ines],
    locale: 'en',
    parts: [
      {
        permissions: ['services:view'],
        services: { which: 'except', ids: [secret!.id], later: true },
      },
      { permissions: ['services:signin'], services: { which: 'only', ids: [other!.id] } },
      { permissions: ['domains:view'], domains: { which: 'only', ids: [domains[0]!.id] } },
    ],
  });
  expect(sent.error).toBeUndefined();
  const mail = await lastMail(world.api, ines);
  expect(mail.text).not.toContain('secret-server');
  expect(mail.text).toContain('web-02');
  expect(mail.text).toContain('acme.example');

  const person = await world.make.user({ name: 'Ines Moreau', email: ines });
  const her = await world.api.as(person.id);
  const { id } = await world.em().findOneOrFail(Invitation, { email: ines });
  await her.mutate('invitations.accept', { invitation: id, ...(await seen(world.em(), { id })) });
  const mine = await her.query('accounts.mine', { account: world.acme });
  expect(mine.status).toBe(200);
  expect(mine.body).not.toContain('secret-server');
  const list = await world.owner.query('members.list', { account: world.acme });
  expect(list.body).toContain('secret-server');
});
