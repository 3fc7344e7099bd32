import { demoLogins, seedDemo } from '@mandate/db/demo';
import pg from 'pg';

/** Demo people and accounts, once: never into a database that holds anybody. */
export async function seedWhenEmpty(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ somebody: boolean }>(
      'select exists (select from users) as somebody',
    );
    if (rows[0]?.somebody) return;
  } finally {
    await client.end();
  }
  await seedDemo(ownerUrl);
}

export function describeDemo(origin: string): string[] {
  const width = Math.max(...demoLogins.map(({ email }) => email.length));
  return [
    'Demo logins:',
    ...demoLogins.map(({ email, password, note }) => `  ${email.padEnd(width)}  ${password}  ${note}`),
    `Mail appears at ${origin}/dev/mailbox`,
  ];
}
