import { m } from '@mandate/messages';
import type { Places, Shown } from './pages.ts';
import { login } from './people.ts';
import type { Visitor } from './visitor.ts';

export const users = ({ acme, domain, dora, bounced, pending, tess, former }: Places): Shown[] => {
  const base = `/accounts/${acme}/users`;
  const check = async (visitor: Visitor) => {
    await visitor.fill(m.common_field_email(), 'ines@studio-moreau.example');
    await visitor.press(m.invite_check());
    await visitor.heading(m.invite_check_title());
  };
  const diff = async (visitor: Visitor) => {
    const box = visitor.page.locator('[name=permissions][value="billing:view"]');
    await box.check();
    await visitor.press(m.users_check());
    await visitor.sees(visitor.page.getByRole('heading', { name: m.common_adds(), exact: true }));
  };
  return [
    { name: 'users', as: 'olivia', path: base, main: true },
    { name: 'users-as-manager', as: 'marek', path: base },
    { name: 'users-filtered', as: 'olivia', path: `${base}?who=billing%3Apay` },
    {
      name: 'users-on',
      as: 'olivia',
      path: `${base}?on=domains%2F${domain}&who=domains%3Amanage`,
    },
    { name: 'invite', as: 'olivia', path: `${base}/invite`, main: true },
    { name: 'invite-as-manager', as: 'marek', path: `${base}/invite` },
    { name: 'invite-situation', as: 'olivia', path: `${base}/invite?preset=web-agency` },
    {
      name: 'invite-wrong',
      as: 'olivia',
      path: `${base}/invite`,
      act: (visitor) => visitor.press(m.invite_check()),
    },
    {
      name: 'invite-check-problems',
      as: 'olivia',
      path: `${base}/invite?preset=technician`,
      act: async (visitor) => {
        const emails = ['olivia@acme.example', login('dora').email, 'jonas@nordlicht.example'];
        await visitor.fill(m.common_field_email(), emails.join('\n'));
        await visitor.press(m.invite_check());
        await visitor.heading(m.invite_check_title());
      },
    },
    { name: 'invite-check', as: 'olivia', path: `${base}/invite?preset=technician`, act: check, main: true },
    { name: 'member', as: 'olivia', path: `${base}/${dora}`, main: true },
    { name: 'member-check', as: 'olivia', path: `${base}/${dora}`, act: diff, main: true },
    { name: 'users-ended', as: 'olivia', path: `${base}?state=ended`, main: true },
    { name: 'member-renew', as: 'olivia', path: `${base}/${former}/renew` },
    { name: 'member-renew-less', as: 'marek', path: `${base}/${former}/renew` },
    {
      name: 'member-parts',
      as: 'olivia',
      path: `${base}/${tess}`,
      act: async (visitor) => {
        await visitor.press(m.users_part_add());
        await visitor.sees(m.users_part_open({ number: 2 }));
      },
      main: true,
    },
    {
      name: 'member-past',
      as: 'olivia',
      path: `${base}/${dora}`,
      act: async (visitor) => {
        await visitor.page.locator('[name=whole_ends][value=yes]').check();
        await visitor.page.locator('[name=whole_until]').fill('2026-01-01');
        await visitor.press(m.users_check());
        await visitor.sees(visitor.page.getByRole('alert'));
      },
    },
    { name: 'member-remove', as: 'olivia', path: `${base}/${dora}/remove`, main: true },
    { name: 'pending', as: 'olivia', path: `${base}/invitations/${pending}` },
    { name: 'pending-address', as: 'olivia', path: `${base}/invitations/${bounced}/address`, main: true },
    { name: 'pending-link', as: 'olivia', path: `${base}/invitations/${pending}/link` },
    {
      name: 'pending-link-shown',
      as: 'olivia',
      path: `${base}/invitations/${bounced}/link`,
      act: async (visitor) => {
        await visitor.press(m.users_copy_verb());
        await visitor.sees(visitor.page.getByLabel(m.users_copied_field()));
      },
      main: true,
    },
    { name: 'pending-cancel', as: 'olivia', path: `${base}/invitations/${pending}/cancel` },
    { name: 'access', as: 'dora', path: `/accounts/${acme}/access`, main: true },
    { name: 'access-suspended', as: 'vera', path: `/accounts/${acme}/access` },
    { name: 'leave', as: 'dora', path: `/accounts/${acme}/access/leave` },
    { name: 'forbidden', as: 'dora', path: `/accounts/${acme}/billing`, status: 403, main: true },
    { name: 'forbidden-suspended', as: 'vera', path: `/accounts/${acme}/domains`, status: 403 },
    {
      name: 'account-not-found',
      as: 'dora',
      path: `/accounts/${acme}/domains/dom_00000000000000000000`,
      status: 404,
    },
  ];
};
