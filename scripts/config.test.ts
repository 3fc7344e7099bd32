import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { clientAddressEnv } from './stack.ts';

const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').map((line) => line.trim()) : [];
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing: demo on loopback', () => {
    expect(readConfig({})).toMatchObject({
      ...{ port: 3000, apiPort: 3001, host: '127.0.0.1', origin: 'http://localhost:3000', demo: true },
      trustedProxies: 0,
    });
  });

  it('lists all faults at once and repeats no password', () => {
    const faults = faultsOf({
      PORT: 'eighty',
      API_PORT: '70000',
      ORIGIN: 'my.example.com/path',
      DATABASE_URL: 'mysql://root:secret@db/x',
      LOG_LEVEL: 'loud',
      TRUSTED_PROXIES: '-1',
      RESEND_API_KEY: 're_1',
    });
    expect(faults.map((line) => line.split(':')[0])).toEqual([
      ...['Bad configuration', 'PORT', 'API_PORT', 'ORIGIN', 'TRUSTED_PROXIES', 'DATABASE_URL', 'LOG_LEVEL'],
      'MAIL_FROM',
    ]);
    expect(faults.join()).not.toContain('secret');
  });

  it('refuses the demo where strangers could reach it', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })).toEqual([
      'Bad configuration:',
      'ORIGIN: needed because HOST is 0.0.0.0: the address people type',
      'RESEND_API_KEY: needed because HOST is 0.0.0.0',
    ]);
    expect(faultsOf({ ORIGIN: 'https://my.example.com' })[1]).toBe(
      'RESEND_API_KEY: needed because ORIGIN is https://my.example.com',
    );
    expect(faultsOf({ NODE_ENV: 'production' })[1]).toBe(
      'RESEND_API_KEY: needed because NODE_ENV is production',
    );
  });

  it('is no demo once there is a mail key', () => {
    const mail = { RESEND_API_KEY: 're_1', MAIL_FROM: 'Mandate <mail@example.com>' };
    expect(readConfig({ ...mail, HOST: '0.0.0.0', ORIGIN: 'https://my.example.com' })).toMatchObject({
      ...{ demo: false, origin: 'https://my.example.com', mail: { key: 're_1' } },
    });
    expect(readConfig(mail).demo).toBe(false);
  });

  it('takes a webhook’s secret, and repeats none that is malformed', () => {
    const secret = `whsec_${'A'.repeat(43)}=`;
    expect(readConfig({ RESEND_WEBHOOK_SECRET: secret }).webhookSecret).toBe(secret);
    const [, fault] = faultsOf({ RESEND_WEBHOOK_SECRET: 'whsec-private' });
    expect(fault).toMatch(/^RESEND_WEBHOOK_SECRET: must be/);
    expect(fault).not.toContain('private');
  });

  it('believes no header about the client, unless told how many proxies write it', () => {
    expect(clientAddressEnv(readConfig({}).trustedProxies)).toEqual({});
    expect(clientAddressEnv(readConfig({ TRUSTED_PROXIES: '2' }).trustedProxies)).toEqual({
      ...{ ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2' },
    });
  });

  it('refuses one port for both servers and logins without an owner', () => {
    expect(faultsOf({ PORT: '3001' })[1]).toBe('API_PORT: must differ from PORT (3001)');
    expect(faultsOf({ APP_DATABASE_URL: 'postgres://a@db/x' })[1]).toMatch(/^DATABASE_URL: needed/);
  });
});
