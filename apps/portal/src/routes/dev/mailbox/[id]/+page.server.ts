import { mailboxEvent } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import { ORIGIN } from '$app/env/private';
import { done, submit } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, from, to, subject, text, createdAt } = await locals.api.mailbox.get.query({ id: params.id });
  return { mail: { id, from, to, subject, text, createdAt }, link: firstLink(text) };
};

/** The link that the mail is about: the first of ours that carries a code, else the first of ours. */
function firstLink(text: string): string | null {
  const links = text.match(/https?:\/\/[^\s<>"]+/g)?.filter((link) => link.startsWith(`${ORIGIN}/`)) ?? [];
  return links.find((link) => link.includes('#')) ?? links[0] ?? null;
}

export const actions: Actions = {
  /** Goes the whole way that Resend's own message would go: through the public door, signed. */
  play: async (event) => {
    const id = event.params.id;
    return submit(event, { schema: mailboxEvent, fixed: { id } }, async ({ input, api }) => {
      const { headers, body } = await api.mailbox.event.query(input);
      const { ok } = await event.fetch('/webhooks/resend', { method: 'POST', headers, body });
      return done(`/dev/mailbox/${id}`, {
        tone: ok ? 'done' : 'stop',
        strong: ok ? m.help_mailbox_played() : m.help_mailbox_not_played(),
      });
    });
  },
};
