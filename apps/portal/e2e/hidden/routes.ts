import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../src/routes/accounts/[account]');
const isPage = /^\+(page|server)(\.server)?\.(svelte|ts)$/;

/** Every address below an account, as the folders say: `/domains/[domain]/renew`. */
export function routes(): string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  const pages = files.filter((file) => file.isFile() && isPage.test(file.name));
  const places = pages.map((file) => file.parentPath.slice(root.length).replaceAll('\\', '/'));
  return [...new Set(places)].filter((path) => !path.includes('[...')).sort();
}

/** By parameter, the ids to put there. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** A route with each of the ids in turn: `/domains/dom_…/renew`. */
export function filled(route: string, ids: Ids): string[] {
  const [, param] = /\[(\w+)\]/.exec(route) ?? [];
  if (param === undefined) return [route];
  const known = ids[param];
  if (!known) throw new Error(`Nobody knows ids for [${param}] of ${route}.`);
  return known.flatMap((id) => filled(route.replace(`[${param}]`, id), ids));
}
