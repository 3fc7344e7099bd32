import { beforeAll, expect, test } from 'vitest';
import { acmeWithManager, type HiddenWorld } from './hidden/acme.ts';
import { readAll, readerOf, type Read, type Reader } from './hidden/reader.ts';
import { filled, routes, type Ids } from './hidden/routes.ts';
import { betrayed, type Named } from './support/names.ts';
import { useWorld } from './support/use-world.ts';

const world = useWorld();
let acme: HiddenWorld;
let all: Named[];
let manager: Reader;
let base = '';
beforeAll(async () => {
  acme = await acmeWithManager(world().db);
  all = Object.values(acme.hidden).flat();
  manager = await readerOf(world(), acme.manager);
  base = `/accounts/${acme.account}`;
});

const few = (things: readonly Named[]) => things.slice(0, 3).map(({ id }) => id);

/** What each page gives away; the ids in its own address are the reader's own guess. */
const given = (reads: readonly Read[]) =>
  reads.flatMap(({ path, html }) => {
    const guessed = all.flatMap(({ id }) => (path.includes(id) ? [id] : []));
    const text = guessed.reduce((left, id) => left.replaceAll(id, ''), html);
    return betrayed(text, all).map((name) => `${path}: ${name}`);
  });

const foreign = (): Ids => ({
  ...Object.fromEntries(Object.entries(acme.hidden).map(([kind, things]) => [kind, few(things)])),
  ...acme.people,
});
const own = (): Ids => ({ ...foreign(), domain: [acme.shown.id] });

const statuses = (reads: readonly Read[], allowed: readonly number[]) =>
  reads.filter(({ status }) => !allowed.includes(status)).map(({ path, status }) => `${path}: ${status}`);

const searches = () => {
  // a whole name would stand in the field it was typed into
  const parts = all.map(({ name }) => name.slice(1, -1)).slice(0, 20);
  const pages = ['domains', 'users', 'emails', 'activity', 'activity/export', 'users/invite'];
  return [
    ...parts.flatMap((q) => pages.map((page) => `${base}/${page}?q=${encodeURIComponent(q)}`)),
    ...parts.map((q) => `/accounts?q=${encodeURIComponent(q)}`),
    ...['services:view', 'domains:manage', 'billing:pay'].map((who) => `${base}/users?who=${who}`),
    ...['ended', 'pending', 'suspended', 'ending'].map(
      (state) => `${base}/users?state=${state}&show=${state}`,
    ),
    ...['domains', 'services', 'billing', 'support', 'account'].map(
      (area) => `${base}/activity?area=${area}`,
    ),
    ...['/accounts', '/accounts/across', '/help', '/profile', `${base}/no-such-page`],
  ];
};

test('whoever manages one domain sees no other thing of the account on any page', async () => {
  const paths = new Set(routes().flatMap((route) => filled(route, own())));
  const guesses = routes()
    .filter((route) => /\[(domain|service|invoice|quote|method|ticket)\]/.test(route))
    .flatMap((route) => filled(route, foreign()));
  const reads = await readAll(
    manager,
    [...paths].map((path) => base + path),
  );
  const guessed = await readAll(
    manager,
    guesses.map((path) => base + path),
  );
  expect(given([...reads, ...guessed])).toEqual([]);
  expect(statuses(reads, [200, 303, 307, 403, 404])).toEqual([]);
  expect(statuses(guessed, [403, 404])).toEqual([]);
  const open = ['/users', '/users/invite', '/activity', '/activity/export', '/emails', '/access', '/domains'];
  const mine = [...open, `/domains/${acme.shown.id}`, `/users/${acme.weak}`, `/users/${acme.weak}/remove`];
  expect(
    statuses(
      reads.filter(({ path }) => mine.includes(path.slice(base.length))),
      [200],
    ),
  ).toEqual([]);
});

test('nor by searching, filtering, exporting or asking for what is not there', async () => {
  const reads = await readAll(manager, searches());
  expect(given(reads)).toEqual([]);
  expect(statuses(reads, [200, 404])).toEqual([]);
});

test('nor in the picker, its search, and the pages that check what was chosen', async () => {
  const send = (path: string, fields: [string, string][]) => manager.post(base + path, acme.account, fields);
  const scope = (id: string): [string, string][] => [
    ['permissions', 'domains:manage'],
    ['domains_which', 'only'],
    ['domains_ids', id],
    ['domains_q', 'acme-'],
  ];
  const to: [string, string][] = [
    ['emails', 'new@people.example'],
    ['locale', 'en'],
  ];
  const [other] = acme.hidden.domain;
  const member = `/users/${acme.weak}`;
  const reads = [
    await send('/users/invite?/draft', [...to, ...scope(acme.shown.id)]),
    await send('/users/invite?/check', [...to, ...scope(acme.shown.id)]),
    await send('/users/invite?/draft', [...to, ['services_which', 'only'], ['services_q', 'web']]),
    await send(`${member}?/check`, [...scope(acme.shown.id), ['seen', '1']]),
    await send(`${member}?/draft`, scope(acme.shown.id)),
  ];
  expect(statuses(reads, [200])).toEqual([]);
  expect(given(reads)).toEqual([]);
  const guesses = [
    await send('/users/invite?/check', [...to, ...scope(other!.id)]),
    await send(`${member}?/check`, [...scope(other!.id), ['seen', '1']]),
  ];
  expect(statuses(guesses, [400])).toEqual([]);
  expect(given(guesses.map((read) => ({ ...read, path: `${read.path} ${other!.id}` })))).toEqual([]);
});

test('what speaks of them says only how many there are', async () => {
  for (const path of [
    '/users',
    '/users?state=ended',
    '/activity',
    '/activity/export',
    `/users/${acme.strong}`,
  ])
    expect((await manager.get(base + path)).html, path).toContain('2 domains you cannot see');
});

test('the owner finds every one of them by the same search', async () => {
  const owner = await readerOf(world(), acme.olivia);
  const reads = await readAll(
    owner,
    routes()
      .flatMap((route) => filled(route, own()))
      .map((path) => base + path),
  );
  const pages = reads.map(({ html }) => html).join('\n');
  expect(all.filter((thing) => betrayed(pages, [thing]).length === 0)).toEqual([]);
});
