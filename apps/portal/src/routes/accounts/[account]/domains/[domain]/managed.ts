import type { ServerLoadEvent } from '@sveltejs/kit';
import { formatList, m } from '@mandate/messages';
import { refusePage } from '#lib/server/pages.ts';
import { ApiRefusal } from '#lib/server/refusal.ts';

type Event = ServerLoadEvent<
  { account: string; domain: string },
  { shell?: { account: { name: string } } | null }
>;

/** The domain, for a form of those who manage it; others get the page that the act itself would be refused with. */
export async function managed(event: Event) {
  const { account: id, domain: thing } = event.params;
  const domain = await event.locals.api.domains.get.query({ account: id, domain: thing });
  if (domain.can.includes('domains:manage')) return domain;
  const account = (await event.parent()).shell?.account.name ?? '';
  const lacking = domain.missing.find(({ permission }) => permission === 'domains:manage');
  const { label: permissionLabel = '', who = [] } = lacking ?? {};
  const message = lacking
    ? m.refusals_permission_missing({ account, permission: permissionLabel, who: formatList(who, 'or') })
    : m.refusals_account_suspended({ account });
  const code = lacking ? 'PERMISSION_MISSING' : 'ACCOUNT_SUSPENDED';
  refusePage(
    event,
    new ApiRefusal({ code, message, httpStatus: 403, details: { permissionLabel, who, account } }),
  );
}
