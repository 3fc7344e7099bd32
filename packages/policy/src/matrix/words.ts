import type { Locale } from '../files.ts';

interface PageWords {
  readonly title: string;
  readonly intro: string;
  readonly permission: string;
  readonly presets: string;
  readonly table: string;
  readonly signs: Readonly<Record<'written' | 'implied' | 'none', string>>;
  readonly sensitive: (reason: string) => string;
  readonly ownerOnly: string;
  readonly asks: (areas: string) => string;
  readonly days: (days: number) => string;
}

/** What the matrix page says by itself; every other word on it is from labels.<locale>.yaml. */
export const pageWords: Readonly<Record<Locale, PageWords>> = {
  en: {
    title: 'Who may do what',
    intro: 'The presets that can be given, and the permissions in each.',
    permission: 'Permission',
    presets: 'Presets',
    table: 'Permissions of each preset',
    signs: { written: 'Given', implied: 'Comes along', none: 'Not given' },
    sensitive: (reason) => `Sensitive: ${reason}`,
    ownerOnly: 'Only the owner; cannot be given',
    asks: (areas) => `Asks which: ${areas}`,
    days: (days) => `Proposes an end after ${days} days`,
  },
  fr: {
    title: 'Qui peut faire quoi',
    intro: 'Les profils que l’on peut donner, et les permissions de chacun.',
    permission: 'Permission',
    presets: 'Profils',
    table: 'Permissions de chaque profil',
    signs: { written: 'Accordée', implied: 'Comprise', none: 'Non accordée' },
    sensitive: (reason) => `Sensible\u00a0: ${reason}`,
    ownerOnly: 'Seule la personne propriétaire\u202f; ne se donne pas',
    asks: (areas) => `Demande lesquels\u00a0: ${areas}`,
    days: (days) => `Propose une fin après ${days} jours`,
  },
};
