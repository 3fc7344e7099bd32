import { build } from './lib/build.ts';
import { describeDemo } from './lib/demo.ts';
import { runUntilStopped } from './lib/main.ts';
import { checkedConfig, openMandate } from './lib/open.ts';

await runUntilStopped(async (shutdown) => {
  const config = await checkedConfig(process.env);
  await openMandate(config, shutdown, { build: () => build('@mandate/portal', shutdown.signal) });
  const database = config.databaseUrl ? 'the PostgreSQL of DATABASE_URL' : `${config.dataDir}/postgres`;
  console.log(`\nMandate runs at ${config.origin} (data: ${database}). Ctrl-C stops it.`);
  if (config.demo) for (const line of describeDemo(config.origin)) console.log(line);
});
