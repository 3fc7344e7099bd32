import { expect, test } from 'vitest';
import { loadBundle } from '../bundle.ts';
import type { GrantSpec } from '../facts.ts';
import { day, now } from '../testing/facts.ts';
import { describe, type DescribeOptions } from './index.ts';

const bundle = await loadBundle();
const all = { except: [] };
const everywhere = { services: all, domains: all, billing: true, support: true, admin: true };
const known = new Map([
  ['svc_web', 'web-02'],
  ['dom_a', 'acme-atelier.example'],
  ['dom_b', 'acme-shop.example'],
  ['dom_c', 'c.example'],
  ['dom_d', 'd.example'],
]);
const inWords = (grants: GrantSpec[], change: Partial<DescribeOptions> = {}) =>
  describe(bundle, grants, {
    locale: 'en',
    mood: 'now',
    names: (id) => known.get(id),
    timeZone: 'Europe/Paris',
    ...change,
  });
const agency: GrantSpec = {
  preset: 'web-agency',
  services: { only: ['svc_web'] },
  domains: { only: ['dom_a', 'dom_b'] },
  support: true,
  end: new Date('2027-03-31T22:00:00Z'),
};
const texts = (list: readonly { text: string }[]) => list.map((item) => item.text);

test('a preset is its title, what one can comes first, then what one cannot', () => {
  expect(inWords([{ preset: 'technician', services: all, domains: all, support: true }])).toMatchObject({
    title: 'Technician',
    does: 'Runs all services, including their passwords; sees all domains and their DNS; opens tickets.',
    limit: 'Cannot order, cancel, pay or invite; sees no invoices.',
  });
  expect(
    inWords([{ preset: 'technician', services: all, domains: all, support: true }], { locale: 'fr' }),
  ).toMatchObject({
    title: 'Technique',
    does: 'Gère tous les services, mots de passe compris\u202f; voit tous les domaines et leur DNS\u202f; ouvre des tickets.',
    limit: 'Ne peut ni commander, ni résilier, ni payer, ni inviter\u202f; ne voit aucune facture.',
  });
});

test('pending access is said in the conditional', () => {
  const accountant = [{ preset: 'accountant', billing: true }];
  expect(inWords(accountant, { mood: 'would' }).does).toBe(
    'Would see and pay invoices, accept quotes, change payment methods.',
  );
  expect(inWords(accountant, { mood: 'will' }).does).toMatch(/^Will see and pay/);
  expect(inWords(accountant, { mood: 'would', locale: 'fr' }).does).toBe(
    'Verrait et paierait les factures, accepterait les devis, changerait les moyens de paiement.',
  );
});

test('the lists say one thing each, with the reason beside what is sensitive', () => {
  const said = inWords([agency]);
  expect(said.can.map(({ text, sensitive }) => [text, sensitive])).toEqual([
    ['See and run web-02: restart, rename, change settings.', undefined],
    ['Sign in to the panel of web-02 in one click.', 'acts as the account there'],
    [
      'Change DNS records, nameservers, contacts and auto-renewal of acme-atelier.example and acme-shop.example.',
      undefined,
    ],
    ['Open tickets, see and answer those.', undefined],
  ]);
  expect(texts(said.cannot).slice(0, 3)).toEqual([
    'See any other service or domain.',
    'See or reset passwords.',
    'Order, upgrade, register, renew or cancel anything.',
  ]);
  expect(said.until).toBe('until 31 March 2027');
  expect(said.summary).toMatch(/^Web agency\. Runs web-02, .* Until 31 March 2027\.$/);
});

test('names stand apart, so that they can be set in bold, and French elides before a vowel', () => {
  const [run, , change] = inWords([agency], { locale: 'fr' }).can;
  expect(run?.parts).toEqual([
    { text: 'Voir et gérer ' },
    { text: 'web-02', strong: true },
    { text: '\u00a0: redémarrer, renommer, changer les réglages.' },
  ]);
  expect(change?.text).toMatch(/automatique d’acme-atelier\.example et acme-shop\.example\.$/);
});

test('a short sentence names up to three things and counts more; the lists name what people decide by', () => {
  const said = (only: string[], change: Partial<DescribeOptions> = {}) =>
    inWords([{ permission: 'domains:view', domains: { only } }], change);
  const three = said(['dom_c', 'dom_a', 'dom_b']);
  expect(three.does).toBe('Sees acme-atelier.example, acme-shop.example and c.example and their DNS.');
  const four = ['dom_a', 'dom_b', 'dom_c', 'dom_d'];
  expect(said(four).does).toBe('Sees 4 domains and their DNS.');
  const named = 'acme-atelier.example, acme-shop.example, c.example and d.example';
  expect(said(four).can[0]?.text).toBe(`See ${named}, DNS records included.`);
  expect(said(four, { exact: true }).does).toBe(`Sees ${named} and their DNS.`);
  expect(said([...four, 'dom_x', 'dom_y'], { locale: 'fr', exact: true }).does).toBe(
    'Voit acme-atelier.example, acme-shop.example, c.example, d.example et 2\u00a0domaines que vous ne pouvez pas voir et leur DNS.',
  );
  const except = (change: Partial<DescribeOptions>) =>
    inWords([{ permission: 'domains:view', domains: { except: four } }], change);
  expect(except({}).does).toBe('Sees all domains except 4 of them and their DNS.');
  expect(except({}).can[0]?.text).toBe(`See all domains except ${named}, DNS records included.`);
});

test('beyond 25 the rest is counted, what differs is named first, and what was named is not named again', () => {
  const many = Array.from({ length: 37 }, (_, index) => `svc_${index + 10}`);
  const names = (id: string) => `${id.slice(4)}.example`;
  const grants = [{ preset: 'technician', services: { only: many } }];
  const { can, does } = inWords(grants, { names });
  expect(does).toMatch(/^Runs 37 services, /);
  expect(can[0]?.text).toMatch(/^See and run 10\.example, .*, 34\.example and 12 more: restart/);
  expect(texts(can).slice(1)).toEqual([
    'Sign in to the panel of these 37 services in one click.',
    'See the user names and reset the passwords of these 37 services.',
  ]);
  const french = inWords([{ preset: 'technician', services: { except: many } }], { names, locale: 'fr' });
  expect(french.can[0]?.text).toMatch(/ 34\.example et 12\u00a0autres\u00a0: redémarrer/);
  expect(texts(french.can)[1]).toMatch(/tous les services sauf ces\u00a037/);
  const first = new Set(['svc_46']);
  expect(inWords(grants, { names, exact: true, first }).does).toMatch(/^Runs 46\.example, 10\.example, /);
});

test('what the reader may not view is only counted', () => {
  const of = (only: string[]) => inWords([{ permission: 'domains:view', domains: { only } }]).can[0]?.text;
  expect(of(['dom_a', 'dom_x', 'dom_y'])).toBe(
    'See acme-atelier.example and 2 domains you cannot see, DNS records included.',
  );
  expect(of(['dom_x'])).toBe('See one domain you cannot see, DNS records included.');
});

test('an exception is said, by name or by number', () => {
  const of = (except: string[]) => inWords([{ permission: 'domains:manage', domains: { except } }]).does;
  expect(of(['dom_a'])).toBe(
    'Changes DNS, nameservers and contacts of all domains except acme-atelier.example.',
  );
  expect(of(['dom_x'])).toBe(
    'Changes DNS, nameservers and contacts of all domains except one you cannot see.',
  );
});

test('several grants are one sentence, and no preset’s name stands over it', () => {
  const said = inWords([
    { preset: 'domain-manager', domains: { except: ['dom_a'] } },
    { preset: 'auditor', domains: { only: ['dom_a'] } },
  ]);
  expect(said.title).toBeUndefined();
  expect(said.does).toBe(
    'Changes DNS, nameservers and contacts of all domains except acme-atelier.example; sees all domains and their DNS.',
  );
});

test('an end of its own stands beside what ends, and the day is the last that counts, in the account’s time zone', () => {
  const end = new Date('2027-03-31T22:00:00Z');
  const mixed: GrantSpec[] = [
    { permission: 'billing:view', billing: true },
    { permission: 'support:own', support: true, end },
  ];
  expect(inWords(mixed).until).toBeUndefined();
  expect(inWords(mixed).does).toBe('Sees invoices; opens tickets, until 31 March 2027.');
  expect(inWords([agency], { timeZone: 'America/New_York' }).until).toBe('until 31 March 2027');
  expect(inWords([agency], { timeZone: 'Asia/Tokyo' }).until).toBe('until 1 April 2027');
  expect(inWords([agency], { timeZone: 'Asia/Tokyo', locale: 'fr' }).until).toBe(
    'jusqu’au 1er\u00a0avril 2027',
  );
});

test('a start to come is said, one that has passed is not', () => {
  const grant = (start: Date): GrantSpec => ({ permission: 'billing:view', billing: true, start });
  expect(inWords([grant(day(9))], { now }).does).toBe('Sees invoices, from 1 December 2026.');
  expect(inWords([grant(day(-9))], { now }).does).toBe('Sees invoices.');
});

test('owner, everything, nothing more to change, nothing at all', () => {
  expect(inWords([], { owner: true }).summary).toBe(
    'Owner. Everything, including handing over and closing the account.',
  );
  expect(inWords([], { owner: true, locale: 'fr' }).summary).toBe(
    'Propriétaire. Tout, y compris céder et clôturer le compte.',
  );
  expect(inWords([{ preset: 'full', ...everywhere }]).summary).toBe(
    'Full access. Everything except handing over and closing the account.',
  );
  const later = [{ preset: 'full', ...everywhere, start: day(9), end: day(40) }];
  expect(inWords(later, { now }).summary).toBe(
    'Full access. Everything except handing over and closing the account, from 1 December 2026. Until 1 January 2027.',
  );
  expect(inWords(later, { now, locale: 'fr' }).does).toBe(
    'Tout sauf céder et clôturer le compte, à partir du 1er\u00a0décembre 2026.',
  );
  expect(inWords([{ preset: 'auditor', ...everywhere }]).limit).toBe('Changes nothing.');
  expect(inWords([{ preset: 'domain-manager', domains: { only: [] } }]).summary).toBe(
    'Domain manager. Gives nothing any more.',
  );
  expect(inWords([{ preset: 'wizard', domains: all }]).summary).toBe('Gives nothing any more.');
});

test('what is written of a permission is never both can and cannot', () => {
  for (const preset of bundle.presets.keys()) {
    for (const locale of ['en', 'fr'] as const) {
      const said = inWords([{ preset, ...everywhere }], { locale });
      const cannot = texts(said.cannot);
      expect(texts(said.can).filter((text) => cannot.includes(text))).toEqual([]);
      expect(said.can.length).toBeGreaterThan(1);
    }
  }
});

test('French follows its typography, and no person has a gender', () => {
  const said = [...bundle.presets.keys()].flatMap((preset) => {
    const one = inWords([{ preset, ...everywhere }], { locale: 'fr' });
    return [one.summary, ...texts(one.can), ...texts(one.cannot)];
  });
  for (const text of said) {
    expect(text).not.toMatch(/ [;:!?»]|« |'/);
    expect(text).not.toMatch(/\{|\}|\[|\]/);
  }
});

test('a name cannot forge marks, places or control characters', () => {
  const names = () => '{list}\ue000$&[run]\u0000';
  const [item] = inWords([{ permission: 'domains:view', domains: { only: ['dom_a'] } }], { names }).can;
  expect(item?.text).toBe('See {list}$&[run], DNS records included.');
});

test('a thing that is gone is left out, and a grant of nothing else gives nothing any more', () => {
  const names = (id: string) => (id === 'dom_b' ? null : known.get(id));
  const both: GrantSpec = { permission: 'domains:view', domains: { only: ['dom_a', 'dom_b'] } };
  expect(inWords([both], { names }).does).toBe('Sees acme-atelier.example and its DNS.');
  const inert: GrantSpec = { permission: 'domains:view', domains: { only: ['dom_b'] } };
  expect(inWords([inert], { names }).summary).toBe('Gives nothing any more.');
  const past = { names, past: true };
  expect(inWords([inert], past).summary).toBe(
    'Sees one domain that is no longer here and its DNS. Changes nothing.',
  );
  expect(inWords([both], { ...past, locale: 'fr' }).does).toBe(
    'Voit acme-atelier.example et un domaine qui n’est plus là et leur DNS.',
  );
  const all: GrantSpec = { permission: 'domains:view', domains: { except: ['dom_b'] } };
  expect(inWords([all], past).does).toBe('Sees all domains except one that is no longer here and their DNS.');
});
