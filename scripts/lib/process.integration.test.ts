import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mandate/db/postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startProcess } from './process.ts';
import { supervise } from './supervise.ts';

const dir = mkdtempSync(join(tmpdir(), 'mandate-process-'));
const entry = join(dir, 'server.mjs');
let port: number;
let ready: string;

beforeAll(async () => {
  port = await freePort();
  ready = `http://127.0.0.1:${port}/`;
  writeFileSync(
    entry,
    `import { createServer } from 'node:http';
     if (process.env.BROKEN) throw new Error('broken');
     createServer((request, response) => response.end(String(process.pid))).listen(process.env.PORT, '127.0.0.1');
     process.on('SIGTERM', () => process.exit(0));`,
  );
});
afterAll(() => rmSync(dir, { recursive: true }));

const options = (more = {}) => ({
  ...{ name: 'The server', args: [entry], env: { PORT: String(port) }, ready, log: () => {} },
  ...more,
});
const pidThatAnswers = async () => Number(await (await fetch(ready)).text());

it('brings back on its port what kill -9 ended, and stops it for good', async () => {
  const supervision = await supervise({
    ...{ name: 'The server', say: () => {}, giveUp: () => {}, pause: 10 },
    start: (onExit) => startProcess(options({ onExit })),
  });
  const first = await pidThatAnswers();
  process.kill(first, 'SIGKILL');
  await vi.waitFor(async () => expect(await pidThatAnswers()).not.toBe(first), { timeout: 10_000 });
  await supervision.stop();
  await expect(pidThatAnswers()).rejects.toThrow();
});

it('tells at once when a server ends while starting', async () => {
  const broken = startProcess(options({ env: { BROKEN: '1' } }));
  await expect(broken).rejects.toThrow(/The server ended while starting/);
});

it('hands a server only the environment it is meant to have', async () => {
  vi.stubEnv('BROKEN', 'from the shell');
  const running = await startProcess(options());
  vi.unstubAllEnvs();
  await running.stop();
});
