import { error } from '@sveltejs/kit';
import { DEMO } from '$app/env/private';
import type { RequestHandler } from './$types.ts';

const CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** The mail as its reader sees it: no script, no form, nothing from elsewhere. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (!DEMO) error(404);
  const { html } = await locals.api.mailbox.get.query({ id: params.id });
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CSP,
      'x-frame-options': 'SAMEORIGIN',
    },
  });
};
