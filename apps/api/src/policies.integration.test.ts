import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadBundle, ownPolicies, type Following, type Permission } from '@mandate/policy';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contextOf } from './context.ts';
import { areas, type Areas } from './features/areas.testing.ts';
import { digestOf } from './features/invitations/digest.ts';
import { followPolicyFiles } from './policies.ts';
import { apiKey, mailKey, startApiProcess } from './testing/api-process.ts';

const run = promisify(execFile);

let world: Areas;
let dir: string;
let following: Following;
const log = { info: vi.fn(), error: vi.fn() };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandate-policies-'));
  await cp(ownPolicies, dir, { recursive: true });
  await rm(join(dir, 'cases'), { recursive: true });
  world = await areas();
  const { services, policy } = world.api;
  const env = { ...services.env, POLICIES_DIR: dir };
  following = followPolicyFiles({
    ...{ env, policy, unknownNames: services.unknownNames },
    log: { ...services.log, ...log } as typeof services.log,
  });
});
afterAll(async () => {
  following?.stop();
  await world?.api.close();
  await rm(dir, { recursive: true, force: true });
});

const file = () => join(dir, 'presets/domain-manager.csv');

/** Two bundles that give different things to a domain manager: a mixture of both would give all, or nothing. */
async function versions() {
  const shipped = await readFile(file(), 'utf8');
  const other = shipped.replace(/domains\/\*\*, manage/, 'domains/**, transfer');
  const own: Permission[] = ['support:own', 'support:view', 'support:reply'];
  return {
    shipped: { text: shipped, gives: ['domains:view', 'domains:manage', ...own] },
    other: { text: other, gives: ['domains:view', 'domains:transfer', ...own] },
  };
}

test('requests during reloads are decided by the old files or the new, and none is dropped', async () => {
  const { shipped, other } = await versions();
  const grant = { preset: 'domain-manager', domains: { except: [] }, support: true };
  const people = [await world.member('Dora Schmidt', grant), await world.member('Ben Baker', grant)];
  const seen = new Map<string, number>();
  let swapping = true;
  const ask = async (person: (typeof people)[number]) => {
    for (let count = 0; swapping || count < 3; count += 1) {
      const answer = await person.query<{ permissions: string[] }>('accounts.shell', { account: world.acme });
      expect(answer.status).toBe(200);
      const gives = answer.data.permissions.join();
      seen.set(gives, (seen.get(gives) ?? 0) + 1);
    }
  };
  const asking = [...people, ...people].map(ask);
  for (let round = 0; round < 4; round += 1) {
    await writeFile(file(), round % 2 === 0 ? other.text : shipped.text);
    await following.reload();
  }
  swapping = false;
  await Promise.all(asking);
  expect([...seen.keys()].sort()).toEqual([other.gives.join(), shipped.gives.join()].sort());
  expect(Math.min(...seen.values())).toBeGreaterThan(2);
  const ready = await world.api.app.inject({ method: 'GET', url: '/readyz' });
  expect(ready.json()).toMatchObject({ ok: true, policies: (await loadBundle(dir)).version });
});

test('broken files stay out, the log names file and line, and answers go on', async () => {
  const { shipped } = await versions();
  const before = world.api.services.bundle();
  await writeFile(file(), shipped.text.replace('manage, allow', 'manage, dney'));
  await following.reload();
  expect(world.api.services.bundle()).toBe(before);
  const faults = [expect.stringMatching(/^presets\/domain-manager\.csv:2:\d+: /) as string];
  expect(log.error).toHaveBeenLastCalledWith(expect.objectContaining({ faults }), expect.any(String));
  expect((await world.owner.query('accounts.shell', { account: world.acme })).status).toBe(200);
  await writeFile(file(), shipped.text);
});

test('files that take an area from a preset lock nobody out: what was given goes on, is resumed, accepted and renewed', async () => {
  const { shipped } = await versions();
  const live = { preset: 'domain-manager', domains: { except: [] }, support: true };
  const { make, acme: account, owner } = world;
  const resting = await world.member('Rita Rest', live);
  const former = await world.member('Fay Former', live);
  const ines = await make.user({ name: 'Ines Moreau', email: 'ines@studio-moreau.example' });
  const sara = await make.user({ name: 'Sara Manager', email: 'sara@studio-moreau.example' });
  const managing = { permission: 'admin:users', admin: true };
  await make.member(account, sara.id, [live, managing]);
  const { email } = ines;
  const { invitation: offer } = await make.invitation(account, sara.id, [live], { email });
  const invitation = offer.id;
  const ok = async (path: string, input: object, by = owner) =>
    expect((await by.mutate(path, { account, ...input })).error).toBeUndefined();
  await ok('members.suspend', { user: resting.id });
  await ok('members.remove', { user: former.id });
  await writeFile(file(), shipped.text.replace(/.*support.*\n/, ''));
  await following.reload();
  try {
    const listed = await owner.query<{ items: object[] }>('invitations.list', { account });
    expect(listed.data.items).toMatchObject([{ inviterCanGive: true }]);
    await ok('invitations.resend', { invitation });
    const manager = await world.api.as(sara.id);
    await ok('members.resume', { user: resting.id }, manager);
    const her = await world.api.as(ines.id);
    const answer = { invitation, seen: digestOf(offer) };
    expect((await her.mutate('invitations.accept', answer)).error).toBeUndefined();
    const can = await her.query<{ permissions: string[] }>('accounts.shell', { account });
    expect(can.data.permissions).toEqual(['domains:view', 'domains:manage']);
    const renewal = await owner.query('members.renewal', { account, user: former.id });
    expect(renewal.data).toMatchObject({ whole: true, parts: [{ preset: 'domain-manager' }] });
  } finally {
    await writeFile(file(), shipped.text);
    await following.reload();
  }
});

test('a request keeps the files that were in force when it began', () => {
  const { services, policy, app } = world.api;
  const request = { id: 'req', ip: '192.0.2.1', headers: {}, log: app.log } as FastifyRequest;
  const began = contextOf(services, request);
  const bundle = began.bundle();
  policy.swap({ ...bundle });
  expect(began.bundle()).toBe(bundle);
  expect(contextOf(services, request).bundle()).not.toBe(bundle);
});

const processes = { timeout: 90_000 };

test(
  'the process takes changed files at SIGHUP and keeps running; broken ones stop its start',
  processes,
  async () => {
    const { shipped, other } = await versions();
    await writeFile(file(), shipped.text);
    const env = { DEMO: '1', MAILBOX_DIR: '/nonexistent', POLICIES_DIR: dir };
    const api = await startApiProcess(world.api.db, env);
    try {
      await writeFile(file(), other.text);
      const { version } = await loadBundle(dir);
      api.child.kill('SIGHUP');
      const inForce = async () => (await fetch(`${api.url}/readyz`)).json() as Promise<{ policies: string }>;
      await vi.waitUntil(async () => (await inForce()).policies === version, {
        timeout: 20_000,
        interval: 50,
      });
    } finally {
      await api.stop();
    }
    await writeFile(file(), shipped.text.replace('manage, allow', 'manage, dney'));
    const settings = { API_KEY: apiKey, ORIGIN: 'http://127.0.0.1', MAIL_KEY: mailKey, ...env };
    const logins = { APP_DATABASE_URL: world.api.db.appUrl, WORKER_DATABASE_URL: world.api.db.workerUrl };
    const start = run(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { ...settings, ...logins },
    });
    await expect(start).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^presets\/domain-manager\.csv:2:\d+: .*dney/m) as string,
    });
  },
);
