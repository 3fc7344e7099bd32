import { assertSafeLogin, createOrm, grantSource } from '@mandate/db';
import { createPolicy, loadProven } from '@mandate/policy';
import { readEnv } from './env.ts';
import { startWorkers } from './outbox/start.ts';
import { followPolicyFiles } from './policies.ts';
import { createHttp, serve } from './server.ts';
import { serveWebhooks } from './webhooks/resend.ts';

async function main(): Promise<void> {
  const env = readEnv();
  const bundle = await loadProven(env.POLICIES_DIR);
  await Promise.all([assertSafeLogin(env.APP_DATABASE_URL), assertSafeLogin(env.WORKER_DATABASE_URL)]);
  const orm = await createOrm(env.APP_DATABASE_URL, { applicationName: 'mandate-api' });
  const aside = await createOrm(env.APP_DATABASE_URL, { applicationName: 'mandate-api-aside', poolMax: 4 });
  const workerOrm = await createOrm(env.WORKER_DATABASE_URL, {
    applicationName: 'mandate-worker',
    poolMax: 4,
  });

  const app = createHttp(env);
  // what is committed before the workers run, they find by themselves
  let wake = () => {};
  const policy = createPolicy({ bundle, grants: grantSource(orm) });
  const unknownNames = new Set<string>();
  const services = { env, orm, aside, policy, bundle: () => policy.bundle, unknownNames, log: app.log };
  const policies = followPolicyFiles({ ...services, policy });
  await serve(app, { ...services, wake: () => wake() });
  const secret = env.RESEND_WEBHOOK_SECRET;
  if (secret) await serveWebhooks(app, { workerOrm, secret });
  else app.log.warn('RESEND_WEBHOOK_SECRET is not set: what becomes of mails is not heard of');
  const address = await app.listen({ host: env.API_HOST, port: env.API_PORT });
  const workers = startWorkers({
    env,
    orm,
    workerOrm,
    bundle: services.bundle,
    port: Number(new URL(address).port),
    leaseMs: env.LEASE_MS,
    log: app.log,
  });
  wake = () => workers.wake();

  process.on('SIGHUP', () => void policies.reload());
  const stop = async () => {
    policies.stop();
    // in demo mode a mail under way is received by this very process
    await workers.stop();
    await app.close();
    await Promise.all([orm.close(), aside.close(), workerOrm.close()]);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
