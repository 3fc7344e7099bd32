import { describe, expect, test } from 'vitest';
import { renderMail } from '../index.ts';
import { samples } from '../render.samples.ts';

const origin = 'https://my.mandate.example';
const kinds = ['ownershipOffered', 'ownershipAccepted', 'ownershipDeclined', 'ownershipWithdrawn'] as const;

const read = async (kind: (typeof kinds)[number], more: Partial<typeof samples.ownershipOffered>) => {
  const { subject, text } = await renderMail(kind, { ...samples[kind], ...more }, { locale: 'en', origin });
  return { subject, text: text.replaceAll('\u00a0', ' ') };
};

describe('mails about ownership', () => {
  test('tell the receiver what accepting gives, takes and costs, and how long it is possible', async () => {
    const { subject, text } = await read('ownershipOffered', {});
    expect(subject).toBe('Olivia Owens offers you the ownership of Acme');
    expect(text).toContain('you hold every right there, also to hand it over and to close it');
    expect(text).toContain('What you hold there today ends in that moment');
    expect(text).toContain('Olivia Owens stays as a colleague and will be able to');
    expect(text).toContain('✓ Manages acme-shop.example.');
    expect(text).toContain('open until 29 November 2026, 10:02 (Paris time)');
    expect(text).toContain(`${origin}/accounts/acc_4k2m/profile/ownership`);
  });

  test('tell the owner what becomes of them, and what to do if it was not them', async () => {
    const stays = await read('ownershipOffered', { side: 'owner' });
    expect(stays.subject).toBe('You offered the ownership of Acme to Ines Moreau');
    expect(stays.text).toContain('Afterwards you stay as a colleague and will be able to');
    expect(stays.text).toContain(`${origin}/reset`);
    const goes = await read('ownershipAccepted', { side: 'owner' });
    expect(goes.text).toContain('You have left Acme and cannot open it any more.');
    expect(goes.text).not.toContain(`${origin}/accounts/`);
  });

  test.each(kinds)('%s says something else to either side, in both languages', async (kind) => {
    const said = new Set<string>();
    for (const locale of ['en', 'fr'] as const)
      for (const side of ['owner', 'receiver'] as const)
        said.add((await renderMail(kind, { ...samples[kind], side }, { locale, origin })).subject);
    expect(said.size).toBe(4);
  });
});

test('a closed account’s mail leads nowhere, and tells the owner who can open it again', async () => {
  const member = await renderMail('accountClosed', samples.accountClosed, { locale: 'en', origin });
  expect(member.subject).toBe('Olivia Owens has closed Acme');
  expect(member.text).not.toContain(`${origin}/accounts/`);
  const props = { ...samples.accountClosed, owner: true, by: null };
  const owner = await renderMail('accountClosed', props, { locale: 'en', origin });
  expect(owner.subject).toBe('The provider has closed Acme');
  expect(owner.text).toContain('Only the provider can open the account again.');
});
