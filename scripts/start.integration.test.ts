import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoLogins } from '@mandate/db/demo';
import { freePort } from '@mandate/db/postgres';
import { ownPolicies } from '@mandate/policy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockDataFolder } from './lib/lock.ts';
import { root } from './lib/process.ts';

let dir: string;
let env: Record<string, string>;
let child: ChildProcess | undefined;
let said = '';

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mandate-start-'));
  const [PORT, API_PORT] = [String(await freePort()), String(await freePort())];
  env = { PATH: process.env.PATH ?? '', PORT, API_PORT, DATA_DIR: join(dir, 'data') };
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dir, { recursive: true });
});

function start(more: Record<string, string> = {}): void {
  said = '';
  child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    ...{ cwd: root, env: { ...env, ...more } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
}

async function ending(): Promise<{ code: unknown; said: string }> {
  const [code] = (await once(child!, 'close')) as [unknown];
  return { code, said: said.trim() };
}

/** The process number of one of the servers that the start runs. */
function serverPid(entry: string): number {
  const pid = child?.pid ?? 0;
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  return pids.find((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').includes(entry)) ?? 0;
}

/** Signs in as if through a proxy, whose client claims to be another, and reads where the login is open. */
async function sessionsSeenBehindProxy(origin: string): Promise<string> {
  const { email, password } = demoLogins[0]!;
  const headers = { origin, 'x-forwarded-for': '198.51.100.9, 203.0.113.7' };
  const body = new URLSearchParams({ shown_user: '-', shown_account: '-', email, password });
  const signedIn = await fetch(`${origin}/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return (await fetch(`${origin}/profile`, { headers: { ...headers, cookie } })).text();
}

describe('a start that cannot be', () => {
  const dataFolder = () => existsSync(join(dir, 'data'));

  it('lists what is wrong with the configuration and leaves nothing behind', async () => {
    start({ PORT: 'x', HOST: '0.0.0.0' });
    const { code, said } = await ending();
    expect({ code, lines: said.split('\n').length, dataFolder: dataFolder() }).toEqual({
      ...{ code: 1, lines: 4, dataFolder: false },
    });
  });

  it('names a taken port', async () => {
    const server = createServer().listen(Number(env.API_PORT), '127.0.0.1');
    await once(server, 'listening');
    start();
    expect(await ending()).toEqual({
      ...{ code: 1, said: `Port ${env.API_PORT} is taken: stop what uses it, or set API_PORT to another.` },
    });
    server.close();
    expect(dataFolder()).toBe(false);
  });

  it('names file and line of a broken policy', async () => {
    const policies = join(dir, 'policies');
    cpSync(ownPolicies, policies, { recursive: true });
    appendFileSync(join(policies, 'guardrails.csv'), 'p, nonsense\n');
    start({ POLICIES_DIR: policies });
    const { code, said } = await ending();
    expect(code).toBe(1);
    expect(said).toMatch(/^Broken policy files: guardrails\.csv:\d+:\d+: .+$/);
    expect(dataFolder()).toBe(false);
  });

  it('refuses a data folder that another start holds', async () => {
    const unlock = await lockDataFolder(env.DATA_DIR ?? '');
    start();
    const { code, said } = await ending();
    expect([code, said]).toEqual([1, `The data folder ${env.DATA_DIR} is in use by another start.`]);
    await unlock();
  });
});

describe('a start', () => {
  it('runs until it is told to stop, and brings back a killed API', { timeout: 120_000 }, async () => {
    start({ TRUSTED_PROXIES: '1' });
    await vi.waitFor(() => expect(said).toContain('/dev/mailbox'), { timeout: 90_000, interval: 100 });
    expect(said).toContain('olivia@acme.example');
    expect(said).toContain(`http://localhost:${env.PORT}/dev/mailbox`);
    const page = `http://localhost:${env.PORT}/`;
    expect((await fetch(page)).status).toBe(200);
    const moved = await fetch(`http://127.0.0.1:${env.PORT}/`, { redirect: 'manual' });
    expect(moved.headers.get('location')).toBe(page);

    expect(await sessionsSeenBehindProxy(`http://localhost:${env.PORT}`)).toMatch(
      /203\.0\.113\.7(?!.*198\.51)/s,
    );

    const ready = `http://127.0.0.1:${env.API_PORT}/readyz`;
    const api = serverPid('apps/api');
    process.kill(api, 'SIGKILL');
    await vi.waitFor(() => expect(said).toContain('The API is back.'), { timeout: 20_000, interval: 100 });
    expect(serverPid('apps/api')).not.toBe(api);
    expect((await fetch(ready)).status).toBe(200);

    child?.kill('SIGINT');
    child?.kill('SIGINT');
    const { code } = await ending();
    expect(code).toBe(0);
    await expect(fetch(ready)).rejects.toThrow();
    await expect(fetch(page)).rejects.toThrow();
    expect(existsSync(join(dir, 'data/postgres/data/postmaster.pid'))).toBe(false);
  });
});
