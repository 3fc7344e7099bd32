import type { Log } from '../loop.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
