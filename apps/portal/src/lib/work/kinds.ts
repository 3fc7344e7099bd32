import { m } from '@mandate/messages';

const names: Record<string, (() => string) | undefined> = {
  'service.restart': m.services_work_restart,
  'service.reset_password': m.services_work_reset_password,
  'service.panel_link': m.services_work_panel_link,
  'service.order': m.services_work_order,
  'service.change_plan': m.services_work_change_plan,
  'service.cancel': m.services_work_cancel,
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
