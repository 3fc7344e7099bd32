import { build } from './lib/build.ts';
import { describeDemo } from './lib/demo.ts';
import { runUntilStopped } from './lib/main.ts';
import { checkedConfig, openMandate } from './lib/open.ts';

await runUntilStopped(async (shutdown) => {
  const config = await checkedConfig({ LOG_LEVEL: 'info', ...process.env });
  await openMandate(config, shutdown, {
    dev: true,
    build: () => build('@mandate/messages', shutdown.signal),
  });
  console.log(`\nMandate runs at ${config.origin}, watching for edits. Ctrl-C stops it.`);
  if (config.demo) for (const line of describeDemo(config.origin)) console.log(line);
});
