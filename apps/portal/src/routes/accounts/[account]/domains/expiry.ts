interface Expiring {
  expiresOn: string;
  autoRenew: boolean;
}

/** Nobody renews it by itself, and a month is short. */
export const endsSoon = ({ expiresOn, autoRenew }: Expiring): boolean =>
  !autoRenew && Date.parse(expiresOn) - Date.now() < 30 * 86_400_000;
