import { run } from '../apps/api/src/cli/program.ts';
import { readConfig } from './config.ts';
import { cliSettings } from './lib/cli-settings.ts';

// a reader that has seen enough (`| head`) is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  settings: () => cliSettings(readConfig(process.env)),
});
