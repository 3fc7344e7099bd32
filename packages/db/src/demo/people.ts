import type { Locale } from '../entities/index.ts';

export interface DemoPerson {
  name: string;
  email: string;
  locale?: Locale;
  /** Those who can sign in say what for. */
  note?: string;
}

/** For the demo only, and the same for all its people: it is printed at every start. */
const password = 'mandate-demo-2026';

export const people = {
  olivia: { name: 'Olivia Owens', email: 'olivia@acme.example', note: 'owns Acme' },
  marek: { name: 'Marek Novák', email: 'marek@acme.example', note: 'colleague in Acme, invites users' },
  tess: { name: 'Tess Lindqvist', email: 'tess@lindqvist-it.example', note: 'technician in Acme' },
  dora: { name: 'Dora Schmidt', email: 'dora@dns-atelier.example', note: 'domain manager of 8 domains' },
  anton: { name: 'Anton Weber', email: 'anton@weber-steuer.example', note: 'accountant in Acme' },
  sam: { name: 'Sam Okafor', email: 'sam@redline-security.example', note: 'security specialist, 7 days' },
  vera: { name: 'Vera Rossi', email: 'vera@acme.example', note: 'auditor in Acme, suspended' },
  otto: { name: 'Otto Brandt', email: 'otto@brandt-printing.example', note: 'owns Otto Brandt Printing' },
  ada: { name: 'Ada Byrne', email: 'ada@byrne-agency.example', note: 'agency, works in thirty accounts' },
} satisfies Record<string, DemoPerson>;

/** Has no login: the invitation of Otto, and the one of Olivia that the story is about, wait for her. */
export const ines = 'ines@studio-moreau.example';

export interface DemoLogin {
  name: string;
  email: string;
  password: string;
  note: string;
}

export const demoLogins: readonly DemoLogin[] = Object.values(people).map(({ name, email, note }) => ({
  ...{ name, email, password, note },
}));
