import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, lockStamp } from './install.mjs';
import { wrongPlatform } from './run.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mandate-install-'));
  writeFileSync(join(root, 'package-lock.json'), '{ "version": 1 }');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the install stamp', () => {
  it('holds for the lock it was made from, and only with the runtime in place', () => {
    expect(isInstalled(root)).toBe(false);
    mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(root, 'node_modules/.mandate-installed'), lockStamp(root));
    expect(isInstalled(root)).toBe(false);
    writeFileSync(join(root, 'node_modules/.bin/node'), '');
    expect(isInstalled(root)).toBe(true);
    writeFileSync(join(root, 'package-lock.json'), '{ "version": 2 }');
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the platform check', () => {
  const good = { platform: 'linux', arch: 'x64', version: '20.20.2', glibc: '2.36' };

  it.each([
    [good, undefined],
    [{ ...good, arch: 'arm64', version: '26.0.0' }, undefined],
    [{ ...good, platform: 'darwin' }, /this is darwin x64/],
    [{ ...good, arch: 'riscv64' }, /this is linux riscv64/],
    [{ ...good, glibc: undefined }, /without glibc/],
    [{ ...good, version: '18.20.0' }, /needs Node 20.19/],
  ])('%o', (machine, expected) => {
    const said = wrongPlatform(machine);
    if (expected) expect(said).toMatch(expected);
    else expect(said).toBeUndefined();
  });
});
