import { resolve } from 'node:path';
import { Fault } from './lib/fault.ts';

export interface Config {
  port: number;
  apiPort: number;
  host: string;
  /** The only address that forms and mail links use; S24. */
  origin: string;
  /** How many proxies of ours stand before the portal; it believes what the outermost of them says of the client. */
  trustedProxies: number;
  dataDir: string;
  /** No mail key and reachable from this machine only: local mailbox, demo data. */
  demo: boolean;
  logLevel: string;
  databaseUrl?: string;
  loginUrls: { app?: string; worker?: string; report?: string };
  mail?: { key: string; from: string };
  webhookSecret?: string;
  policiesDir?: string;
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];
const loopback = ['127.0.0.1', '::1', 'localhost'];
type Env = Record<string, string | undefined>;

/** Reads the configuration; throws with every fault at once. */
export function readConfig(env: Env): Config {
  const faults: string[] = [];
  const fault = (name: string, reason: string) => void faults.push(`${name}: ${reason}`);
  const text = (name: string) => env[name]?.trim() || undefined;

  const port = readPort('PORT', 3000);
  const apiPort = readPort('API_PORT', 3001);
  if (port === apiPort) fault('API_PORT', `must differ from PORT (${port})`);
  const host = text('HOST') ?? '127.0.0.1';
  const origin = readOrigin();
  const trustedProxies = readCount('TRUSTED_PROXIES');
  const databaseUrl = readDatabaseUrl('DATABASE_URL');
  const app = readDatabaseUrl('APP_DATABASE_URL');
  const worker = readDatabaseUrl('WORKER_DATABASE_URL');
  const report = readDatabaseUrl('REPORT_DATABASE_URL');
  if (!databaseUrl && (app || worker || report)) {
    fault('DATABASE_URL', 'needed when APP_, WORKER_ or REPORT_DATABASE_URL is set');
  }
  const logLevel = text('LOG_LEVEL') ?? 'warn';
  if (!levels.includes(logLevel)) fault('LOG_LEVEL', `must be one of ${levels.join(', ')}`);
  const mail = readMail();
  const webhookSecret = readWebhookSecret();
  if (faults.length > 0) throw new Fault(['Bad configuration:', ...faults.map((f) => `  ${f}`)].join('\n'));

  const dataDir = resolve(text('DATA_DIR') ?? '.data');
  const loginUrls = { app, worker, report };
  const where = { port, apiPort, host, origin, trustedProxies, dataDir };
  return {
    ...where,
    demo: !mail,
    logLevel,
    databaseUrl,
    loginUrls,
    mail,
    webhookSecret,
    policiesDir: text('POLICIES_DIR'),
  };

  function readPort(name: string, fallback: number): number {
    const value = text(name);
    if (value === undefined) return fallback;
    const number = /^\d+$/.test(value) ? Number(value) : 0;
    if (number < 1 || number > 65535) fault(name, `must be a port number from 1 to 65535, is "${value}"`);
    return number;
  }

  function readCount(name: string): number {
    const value = text(name) ?? '0';
    if (!/^[0-9]$/.test(value)) fault(name, `must be a number from 0 to 9, is "${value}"`);
    return Number(value);
  }

  function readOrigin(): string {
    const value = text('ORIGIN');
    if (value === undefined) {
      if (!loopback.includes(host))
        fault('ORIGIN', `needed because HOST is ${host}: the address people type`);
      return `http://localhost:${port}`;
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
      fault('ORIGIN', `must be an address such as https://my.example.com, is "${value}"`);
    }
    return url?.origin ?? value;
  }

  function readDatabaseUrl(name: string): string | undefined {
    const value = text(name);
    const url = value && URL.canParse(value) ? new URL(value) : undefined;
    const good = url && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
    // the value holds a password: never repeated
    if (value && !good) fault(name, 'must look like postgres://user:password@host:5432/database');
    return value;
  }

  function readWebhookSecret(): string | undefined {
    const value = text('RESEND_WEBHOOK_SECRET');
    if (value && !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value))
      fault('RESEND_WEBHOOK_SECRET', 'must be the signing secret that Resend shows: whsec_ and base64');
    return value;
  }

  function readMail(): Config['mail'] {
    const key = text('RESEND_API_KEY');
    const from = text('MAIL_FROM');
    if (key) {
      if (!from?.includes('@')) fault('MAIL_FROM', 'needed with RESEND_API_KEY: the sender of all mail');
      return { key, from: from ?? '' };
    }
    const reasons = [
      loopback.includes(host) ? '' : `HOST is ${host}`,
      isLoopbackOrigin(origin) ? '' : `ORIGIN is ${origin}`,
      text('NODE_ENV') === 'production' ? 'NODE_ENV is production' : '',
    ].filter(Boolean);
    if (reasons.length > 0) fault('RESEND_API_KEY', `needed because ${reasons.join(' and ')}`);
    return undefined;
  }
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return true;
  const { hostname } = new URL(origin);
  return [...loopback, '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}
