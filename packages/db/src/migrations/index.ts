import { Foundation } from './001_foundation.ts';

/** In the order in which they run; a name is never changed once it has run anywhere. */
export const migrationsList = [{ name: '001_foundation', class: Foundation }];
