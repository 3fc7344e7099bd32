import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@mandate/db/postgres';
import { root, startProcess, type ProcessOptions, type RunningProcess } from './lib/process.ts';
import { ensureSecrets } from './lib/secrets.ts';

/** All that API and portal need to know to run. */
export interface StackSettings {
  port: number;
  apiPort: number;
  host: string;
  origin: string;
  trustedProxies: number;
  dataDir: string;
  demo: boolean;
  logLevel: string;
  appUrl: string;
  workerUrl: string;
  apiKey: string;
  mailKey: string;
  mail?: { key: string; from: string };
  /** By which webhooks about mails are believed. */
  webhookSecret?: string;
  policiesDir?: string;
  /** Watch mode: no build, restarts on edits. */
  dev?: boolean;
  /** More for the API, such as PROVIDER_DELAY_MS. */
  apiEnv?: Record<string, string>;
  say: (line: string) => void;
}

type Runtime = Pick<ProcessOptions, 'onExit' | 'signal'>;

export function startApi(settings: StackSettings, runtime: Runtime = {}): Promise<RunningProcess> {
  const { apiPort, demo, mail, dev } = settings;
  const env = {
    NODE_ENV: dev ? 'development' : 'production',
    API_PORT: String(apiPort),
    API_KEY: settings.apiKey,
    ORIGIN: settings.origin,
    APP_DATABASE_URL: settings.appUrl,
    WORKER_DATABASE_URL: settings.workerUrl,
    MAIL_KEY: settings.mailKey,
    DEMO: demo ? '1' : undefined,
    MAILBOX_DIR: demo ? mailboxDir(settings.dataDir) : undefined,
    RESEND_API_KEY: mail?.key,
    MAIL_FROM: mail?.from,
    RESEND_WEBHOOK_SECRET: settings.webhookSecret,
    POLICIES_DIR: settings.policiesDir,
    LOG_LEVEL: settings.logLevel,
    ...settings.apiEnv,
  };
  const entry = join(root, 'apps/api/src/main.ts');
  return startProcess({
    ...runtime,
    name: 'The API',
    args: dev ? ['--watch', '--watch-preserve-output', entry] : [entry],
    env,
    ready: `http://127.0.0.1:${apiPort}/readyz`,
    log: (line) => settings.say(`[api] ${line}`),
  });
}

/**
 * By these adapter-node takes the client's address from the header, counted from its end: what stands before the
 * entry of our outermost proxy was written by the client. Without them it takes the peer's and reads no header.
 */
export const clientAddressEnv = (trustedProxies: number) =>
  trustedProxies > 0 ? { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: String(trustedProxies) } : {};

export function startPortal(settings: StackSettings, runtime: Runtime = {}): Promise<RunningProcess> {
  const { port, host, origin, dev } = settings;
  const env = {
    NODE_ENV: dev ? 'development' : 'production',
    PORT: String(port),
    HOST: host,
    ORIGIN: origin,
    API_URL: `http://127.0.0.1:${settings.apiPort}`,
    API_KEY: settings.apiKey,
    DEMO: settings.demo ? '1' : undefined,
    ...clientAddressEnv(settings.trustedProxies),
  };
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'dev', '--strictPort'];
  const reachable =
    host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return startProcess({
    ...runtime,
    name: 'The portal',
    args: dev ? [...vite, '--port', String(port), '--host', host] : [join(root, 'apps/portal/server.ts')],
    cwd: join(root, 'apps/portal'),
    env,
    ready: `http://${reachable}:${port}/`,
    log: (line) => settings.say(`[portal] ${line}`),
  });
}

export const mailboxDir = (dataDir: string): string => join(dataDir, 'mailbox');

export interface Stack extends StackSettings {
  apiUrl: string;
  mailboxDir: string;
  api: RunningProcess;
  portal: RunningProcess;
  /** Ends the API if it still runs and starts it again on the same port. */
  restartApi: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A whole API and portal over a database that exists, on free ports, unsupervised: for browser tests. */
export async function startStack(
  options: Pick<StackSettings, 'appUrl' | 'workerUrl' | 'dataDir'> & Partial<StackSettings>,
): Promise<Stack> {
  mkdirSync(mailboxDir(options.dataDir), { recursive: true, mode: 0o700 });
  const port = options.port ?? (await freePort());
  const { apiKey, mailKey, webhookSecret } = ensureSecrets(options.dataDir);
  const settings: StackSettings = {
    ...{ port, apiPort: await freePort(), host: '127.0.0.1', origin: `http://localhost:${port}` },
    trustedProxies: 0,
    ...{ demo: true, logLevel: 'warn', apiKey, mailKey, webhookSecret, say: () => {} },
    ...options,
  };
  let api = await startApi(settings);
  const portal = await startPortal(settings).catch(async (error: unknown) => {
    await api.stop();
    throw error;
  });
  return {
    ...settings,
    apiUrl: `http://127.0.0.1:${settings.apiPort}`,
    mailboxDir: mailboxDir(settings.dataDir),
    get api() {
      return api;
    },
    portal,
    restartApi: async () => {
      await api.stop();
      api = await startApi(settings);
    },
    stop: async () => {
      await portal.stop();
      await api.stop();
    },
  };
}
