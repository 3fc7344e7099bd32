import { join } from 'node:path';

export const workspace = join(import.meta.dirname, '../..');
export const repository = join(workspace, '../..');
export const dist = join(workspace, 'dist');
/** A tool of the repository, without asking a registry. */
export const tool = (name: string): string => join(repository, 'node_modules/.bin', name);
