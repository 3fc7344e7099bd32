/** What the provider can be asked to carry out, and what each needs to know. */
export interface CommandPayloads {
  'service.restart': Record<string, never>;
  'service.reset_password': Record<string, never>;
  'service.panel_link': Record<string, never>;
  /** The service's row exists, stopped; the command makes it active. */
  'service.order': { plan: string };
  /** What was chosen, at the price it was chosen for. */
  'service.change_plan': { plan: string; label: string; priceCents: number };
  'service.cancel': Record<string, never>;
  'domain.dns': Record<string, never>;
  'domain.nameservers': { nameservers: string[] };
  'domain.auto_renew': { on: boolean };
  'domain.registrant': Record<string, never>;
  'domain.renew': Record<string, never>;
  /** The domain's row does not exist yet: the command makes it, under the id that its resource names. */
  'domain.register': { name: string; registrantName: string; registrantEmail: string };
  'domain.transfer_lock': { on: boolean };
  'domain.transfer_code': Record<string, never>;
}

export type CommandKind = keyof CommandPayloads;

/** Kinds whose result is a secret, shown once to the person who asked. */
export type SecretKind = 'service.reset_password' | 'service.panel_link' | 'domain.transfer_code';
