import { isWebhookSecret } from '@mandate/emails';
import { z } from 'zod';

const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64');

const schema = z.object({
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  /** Shared with the portal: who shows it is believed about client address and language. */
  API_KEY: z.string().min(32),
  ORIGIN: z.url().transform((url) => new URL(url).origin),
  APP_DATABASE_URL: z.string().min(1),
  WORKER_DATABASE_URL: z.string().min(1),
  /** Seals mail bodies and secrets at rest. */
  MAIL_KEY: key,
  MAIL_FROM: z.string().min(3).default('Mandate <no-reply@mandate.example>'),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url().optional(),
  /** Without it no webhook is believed, and a mail's state stays at what we know ourselves. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .refine(isWebhookSecret, 'whsec_ and 24 bytes or more in base64')
    .optional(),
  DEMO: z.literal('1').optional(),
  MAILBOX_DIR: z.string().optional(),
  POLICIES_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** How long work that died with its process stays unattended. */
  LEASE_MS: z.coerce.number().int().min(100).optional(),
  /** How long the demo provider takes over a command. */
  PROVIDER_DELAY_MS: z.coerce.number().int().min(0).default(1000),
  /** How often it is written down what dates have ended, and told what ends soon. */
  UPKEEP_MS: z.coerce.number().int().min(100).default(10_000),
});

const checked = schema
  .refine((e) => e.DEMO === undefined || e.MAILBOX_DIR, {
    path: ['MAILBOX_DIR'],
    message: 'needed in demo mode',
  })
  .refine((e) => e.DEMO !== undefined || e.RESEND_API_KEY, {
    path: ['RESEND_API_KEY'],
    message: 'needed outside demo mode',
  });

export type Env = z.infer<typeof schema>;

/** Reads the configuration. @throws Error that lists every fault at once, one a line. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = checked.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The API's configuration is wrong:\n${faults.join('\n')}`);
}
