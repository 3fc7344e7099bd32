import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../../bundle.ts';
import { ownPolicies } from '../../files.ts';
import { generatePeople } from './generate.ts';

// `mandate-policy diff --population` over many memberships: npm run bench:population -- [memberships]
const count = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), 'mandate-bench-'));

/** Changes in four areas, one of them a guardrail, so that most people have to be looked at closely. */
async function changedFolder(): Promise<string> {
  const changed = join(folder, 'policies');
  await cp(ownPolicies, changed, { recursive: true });
  const add = (file: string, row: string) => appendFile(join(changed, file), `${row}\n`);
  await add('presets/auditor.csv', 'p, role:auditor, *, domains/**, manage, allow');
  await add('presets/technician.csv', 'p, role:technician, *, services/**, order, allow');
  await add('presets/accountant.csv', 'p, role:accountant, *, admin/**, activity, allow');
  await add('guardrails.csv', 'p, role:account.suspended, *, billing/**, pay, deny');
  const catalogue = join(changed, 'catalogue.yaml');
  const text = await readFile(catalogue, 'utf8');
  await rm(catalogue);
  await appendFile(catalogue, text.replace(/(pay: .*suspended: )allow/, '$1deny'));
  return changed;
}

async function writePeople(file: string): Promise<void> {
  const out = createWriteStream(file);
  for (const line of generatePeople(await loadBundle(), count, new Date()))
    if (!out.write(line)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

/** What the process has used so far by the kernel's own count: the figures of a busy machine differ only in seconds. */
async function used(pid: number): Promise<{ peakMiB: number; cpuSeconds: number } | undefined> {
  const [status, stat] = await Promise.all(
    ['status', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
  );
  const most = /VmHWM:\s+(\d+)/.exec(status ?? '')?.[1];
  const [user, system] = (stat ?? '').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
  if (most === undefined) return undefined;
  return { peakMiB: Math.round(Number(most) / 1024), cpuSeconds: (Number(user) + Number(system)) / 100 };
}

try {
  const [changed, people] = [await changedFolder(), join(folder, 'people.ndjson')];
  await writePeople(people);
  const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
  const args = [main, 'diff', ownPolicies, changed, '--population', people];
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let most = { peakMiB: 0, cpuSeconds: 0 };
  const watch = setInterval(() => {
    void used(child.pid ?? 0).then((figures) => (most = figures ?? most));
  }, 200);
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  console.log(said.slice(said.indexOf('Of ')));
  const size = Math.round((await stat(people)).size / 1024 / 1024);
  const figures = {
    ...{ memberships: count, fileMiB: size, exitCode: code, seconds: Number(seconds.toFixed(1)) },
    ...{ perSecond: Math.round(count / seconds), ...most },
  };
  console.table([figures]);
  console.log(JSON.stringify(figures));
} finally {
  await rm(folder, { recursive: true });
}
