import { m } from '@mandate/messages';
import type { Visitor } from './visitor.ts';

/** Sends an invitation the short way: a situation without scopes, checked and sent. */
export async function invite(
  owner: Visitor,
  account: { id: string; name: string },
  emails: readonly string[],
  preset = 'technician',
): Promise<void> {
  await owner.go(`/accounts/${account.id}/users/invite?preset=${preset}`);
  await owner.fill(m.common_field_email(), emails.join('\n'));
  await owner.press(m.invite_check());
  await owner.heading(m.invite_check_title());
  await owner.press(m.common_send_invitation());
  await owner.heading(m.users_title({ account: account.name }));
}
