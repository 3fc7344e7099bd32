import { ORIGIN } from '$app/env/private';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { id, from, to, subject, text, createdAt } = await locals.api.mailbox.get.query({ id: params.id });
  return { mail: { id, from, to, subject, text, createdAt }, link: firstLink(text) };
};

/** The link that the mail is about: the first of ours that carries a code, else the first of ours. */
function firstLink(text: string): string | null {
  const links = text.match(/https?:\/\/[^\s<>"]+/g)?.filter((link) => link.startsWith(`${ORIGIN}/`)) ?? [];
  return links.find((link) => link.includes('#')) ?? links[0] ?? null;
}
