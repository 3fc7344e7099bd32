import { m } from '@mandate/messages';
import type { Api } from '#lib/server/api.ts';

interface Params {
  account: string;
  domain: string;
}

/** What the result of a change is told with: the account, the domain as people write it, and where to look. */
export async function readWords(api: Api, { account, domain }: Params) {
  const [{ account: here, permissions }, found] = await Promise.all([
    api.accounts.shell.query({ account }),
    api.domains.get.query({ account, domain }),
  ]);
  const activity = { href: `/accounts/${account}/activity`, label: m.domains_see_activity() };
  return {
    account: here.name,
    domain: found.nativeName ?? found.name,
    found,
    page: `/accounts/${account}/domains/${domain}`,
    activity: permissions.includes('admin:activity') ? activity : undefined,
    invoice: (invoice: string) =>
      permissions.includes('billing:view')
        ? { href: `/accounts/${account}/billing/invoices/${invoice}`, label: m.domains_see_invoice() }
        : undefined,
  };
}
