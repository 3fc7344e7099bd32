import { m } from '@mandate/messages';
import type { Shell } from './types.ts';

export interface NavEntry {
  href: string;
  label: string;
  /** Any of these opens it. */
  permissions: readonly string[];
}

/** The pages of the area "Account", in their order. */
export function accountPages(account: string): NavEntry[] {
  const root = `/accounts/${account}`;
  return [
    { href: `${root}/users`, label: m.common_nav_users(), permissions: ['admin:members'] },
    { href: `${root}/profile`, label: m.common_nav_profile(), permissions: ['admin:profile'] },
    { href: `${root}/emails`, label: m.common_nav_mail_history(), permissions: ['admin:emails'] },
    { href: `${root}/activity`, label: m.common_nav_activity(), permissions: ['admin:activity'] },
  ];
}

const holds = (shell: Shell, entry: NavEntry) =>
  entry.permissions.some((permission) => shell.permissions.includes(permission));

export const openAccountPages = (shell: Shell) =>
  accountPages(shell.account.id).filter((entry) => holds(shell, entry));

/** The areas open to this person: what holds nothing there does not see the entry. */
export function openAreas(shell: Shell): NavEntry[] {
  const root = `/accounts/${shell.account.id}`;
  const areas: NavEntry[] = [
    { href: `${root}/services`, label: m.common_nav_services(), permissions: ['services:view'] },
    { href: `${root}/domains`, label: m.common_nav_domains(), permissions: ['domains:view'] },
    { href: `${root}/billing`, label: m.common_nav_billing(), permissions: ['billing:view'] },
    { href: `${root}/support`, label: m.common_nav_support(), permissions: ['support:own', 'support:view'] },
  ];
  const [first] = openAccountPages(shell);
  const open = areas.filter((entry) => holds(shell, entry));
  return first ? [...open, { ...first, label: m.common_nav_account() }] : open;
}

export const within = (path: string, entry: NavEntry) =>
  path === entry.href || path.startsWith(`${entry.href}/`);
