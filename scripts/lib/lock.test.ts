import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lockDataFolder } from './lock.ts';

const dir = mkdtempSync(join(tmpdir(), 'mandate-lock-'));
afterAll(() => rmSync(dir, { recursive: true }));

it('lets one start hold a data folder, by whatever path it is named', async () => {
  const unlock = await lockDataFolder(join(dir, 'data'));
  symlinkSync(join(dir, 'data'), join(dir, 'link'));
  await expect(lockDataFolder(join(dir, 'link'))).rejects.toThrow(/in use by another start/);
  await unlock();
  await (
    await lockDataFolder(join(dir, 'link'))
  )();
});

it('is free again when its holder is killed', async () => {
  const code = `import('${import.meta.dirname}/lock.ts').then(async ({ lockDataFolder }) => {
    await lockDataFolder('${dir}/killed'); console.log('held'); setInterval(() => {}, 1000); })`;
  const holder = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  await expect(lockDataFolder(join(dir, 'killed'))).rejects.toThrow(/in use/);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await (
    await lockDataFolder(join(dir, 'killed'))
  )();
});
