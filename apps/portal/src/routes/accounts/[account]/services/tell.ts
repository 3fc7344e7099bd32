import { m } from '@mandate/messages';
import type { Api } from '#lib/server/api.ts';

interface Params {
  account: string;
  service: string;
}

/** What the result of a change is told with: the account, the service's name, and where to look. */
export async function readWords(api: Api, { account, service }: Params) {
  const [{ account: here, permissions }, found] = await Promise.all([
    api.accounts.shell.query({ account }),
    api.services.get.query({ account, service }),
  ]);
  const activity = { href: `/accounts/${account}/activity`, label: m.services_see_activity() };
  return {
    words: { account: here.name, service: found.name },
    page: `/accounts/${account}/services/${service}`,
    activity: permissions.includes('admin:activity') ? activity : undefined,
  };
}
