import { createOrm } from '@mandate/db';
import { createMailer } from '@mandate/emails';
import { startOutbox } from '../worker.ts';
import { quiet } from './quiet.ts';

/** A process of its own that sends mail until it is killed. */
const { WORKER_URL, BASE_URL, MAIL_KEY, LEASE_MS } = process.env;
if (!WORKER_URL || !BASE_URL || !MAIL_KEY) throw new Error('WORKER_URL, BASE_URL and MAIL_KEY are needed');

startOutbox({
  orm: await createOrm(WORKER_URL),
  mailer: createMailer({ apiKey: 're_test', from: 'Mandate <no-reply@mandate.example>', baseUrl: BASE_URL }),
  mailKey: MAIL_KEY,
  log: quiet,
  leaseMs: Number(LEASE_MS),
  pollMs: 50,
});
