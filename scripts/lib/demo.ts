import { demoLogins, seedDemo } from '@mandate/db/demo';
import pg from 'pg';
import { hashPassword } from '../../apps/api/src/auth/passwords.ts';
import { Fault } from './fault.ts';

async function holds(ownerUrl: string, question: string, values: unknown[] = []): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ yes: boolean }>(`select exists (${question}) as yes`, values);
    return rows[0]?.yes === true;
  } finally {
    await client.end();
  }
}

/** Demo people and accounts, once: never into a database that holds anybody. */
export async function seedWhenEmpty(ownerUrl: string): Promise<void> {
  if (await holds(ownerUrl, 'select from users')) return;
  await seedDemo(ownerUrl, { hashPassword });
}

/** The demo's password is printed in the terminal and in the README: never serve it to strangers. */
export async function refuseDemoLogins(ownerUrl: string): Promise<void> {
  const emails = demoLogins.map(({ email }) => email);
  if (await holds(ownerUrl, 'select from users where email = any ($1)', [emails])) {
    throw new Fault(
      'This database holds the demo, whose password everybody knows: use another for live use.',
    );
  }
}

export function describeDemo(origin: string): string[] {
  const width = Math.max(...demoLogins.map(({ email }) => email.length));
  return [
    `Sign in with the password ${demoLogins[0]?.password} as`,
    ...demoLogins.map(({ email, note }) => `  ${email.padEnd(width)}  ${note}`),
    `Mail appears at ${origin}/dev/mailbox`,
  ];
}
