import { m } from '@mandate/messages';

const names: Record<string, (() => string) | undefined> = {
  'domain.dns': m.domains_work_dns,
  'domain.nameservers': m.domains_work_nameservers,
  'domain.auto_renew': m.domains_work_auto_renew,
  'domain.registrant': m.domains_work_registrant,
  'domain.renew': m.domains_work_renew,
  'domain.register': m.domains_work_register,
  'domain.transfer_lock': m.domains_work_transfer_lock,
  'domain.transfer_code': m.domains_work_transfer_code,
};

export const workName = (kind: string): string => names[kind]?.() ?? kind;
