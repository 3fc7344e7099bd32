// Runs on the system's Node with nothing installed: plain JavaScript, built-in modules only.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ended, install } from './install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Why Mandate cannot run on this machine, or nothing. */
export function wrongPlatform({ platform, arch, version, glibc }) {
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch) || !glibc) {
    const libc = platform === 'linux' && !glibc ? ' without glibc' : '';
    return `Mandate runs on Linux x64 or arm64 with glibc; this is ${platform} ${arch}${libc}.`;
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return `Mandate needs Node 20.19 or newer to install its own; this is ${version}.`;
  }
}

/** Installs what is missing, then runs the TypeScript entry under the project's own Node. */
export async function run(entry) {
  const { platform, arch } = process;
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  const wrong = wrongPlatform({ platform, arch, version: process.versions.node, glibc });
  if (wrong) return fail(wrong);
  try {
    await install(root);
  } catch (error) {
    return fail(error.message);
  }
  const bin = join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const args = ['--disable-warning=ExperimentalWarning', join(root, entry), ...process.argv.slice(2)];
  const child = spawn(join(bin, 'node'), args, { cwd: root, env, stdio: 'inherit' });
  // the entry decides how to stop; this process only waits for it
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await ended(child);
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
