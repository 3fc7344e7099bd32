/** Days and hours are those of the account one is in; outside of accounts, of the provider. */
export const zoneOf = (data: { shell?: { account: { timeZone: string } } }): string =>
  data.shell?.account.timeZone ?? 'Europe/Paris';
