import type { Locale } from '@mandate/messages';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';

/** What the policy files call things in each language; all else comes from the messages. */
export const words = {
  en: {
    situation: 'Domains are not my thing',
    seeServices: 'See services',
    seeInvoices: 'See invoices',
    transfer: 'Transfer away',
  },
  fr: {
    situation: 'Les domaines, ce n’est pas mon métier',
    seeServices: 'Voir les services',
    seeInvoices: 'Voir les factures',
    transfer: 'Transférer',
  },
} satisfies Record<Locale, Record<string, string>>;

export interface Cast {
  world: World;
  words: (typeof words)[Locale];
  olivia: Visitor;
  ines: Visitor;
}

export const email = 'ines@studio-moreau.example';
export const domain = 'acme-shop.example';
