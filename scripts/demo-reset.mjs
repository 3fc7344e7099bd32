import { run } from './lib/run.mjs';

await run('scripts/demo-reset.ts');
