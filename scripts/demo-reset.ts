import { readConfig } from './config.ts';
import { openDatabase, prepareDatabase } from './lib/database.ts';
import { seedWhenEmpty } from './lib/demo.ts';
import { printFailure } from './lib/fault.ts';
import { lockDataFolder } from './lib/lock.ts';
import { emptyDatabase, emptyMailbox, requireResettable } from './lib/reset.ts';
import { ensureSecrets } from './lib/secrets.ts';

try {
  const config = readConfig(process.env);
  requireResettable(config, process.argv.slice(2));
  const unlock = await lockDataFolder(config.dataDir);
  const secrets = ensureSecrets(config.dataDir);
  const database = await openDatabase(config, secrets, { say: console.log, giveUp: console.error });
  try {
    await emptyDatabase(database.ownerUrl);
    emptyMailbox(config);
    await prepareDatabase(database.ownerUrl, config, secrets);
    await seedWhenEmpty(database.ownerUrl);
  } finally {
    await database.stop();
    await unlock();
  }
  console.log('The demo is as new.');
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
