/** The agency's small customers: account, owner, and the name before `.example` of their first domain. */
export const smallAccounts = [
  ['Atelier Roux', 'Camille Roux', 'atelier-roux'],
  ['Boulangerie Petit', 'Louise Petit', 'boulangerie-petit'],
  ['Cabinet Marchal', 'Hugo Marchal', 'cabinet-marchal'],
  ['Dupont & Filles SARL', 'Jeanne Dupont', 'dupont-filles'],
  ['Ebersold Optik', 'Nina Ebersold', 'ebersold-optik'],
  ['Ferme des Tilleuls', 'Paul Garnier', 'ferme-tilleuls'],
  ['Gallo & Sons', 'Pietro Gallo', 'gallo-sons'],
  ['Harbour Yoga', 'Maeve Kelly', 'harbour-yoga'],
  ['Imprimerie Vasseur', 'Lucie Vasseur', 'imprimerie-vasseur'],
  ['Janssen Fietsen', 'Bram Janssen', 'janssen-fietsen'],
  ['Kessler Instrumentenbau GmbH', 'Uwe Kessler', 'kessler-instrumente'],
  ['Librairie du Pont', 'Salomé Dubois', 'librairie-du-pont'],
  ['Moss & Fern', 'Grace Adeyemi', 'moss-and-fern'],
  ['Northwind Ceramics', 'Ingrid Solberg', 'northwind-ceramics'],
  ['Orchestre des Deux Rives', 'Claire Aubry', 'deux-rives'],
  ['Pixel Forge', 'Tom Reyes', 'pixel-forge'],
  ['Quai des Brumes', 'Yann Le Goff', 'quai-des-brumes'],
  ['Rossi Gelato', 'Marco Rossi', 'rossi-gelato'],
  ['Sato Bonsai', 'Emi Sato', 'sato-bonsai'],
  ['Tannery Row', 'Alice Moor', 'tannery-row'],
  ['Ullmann Hörgeräte', 'Peter Ullmann', 'ullmann-hoeren'],
  ['Verger Bio', 'Manon Lefèvre', 'verger-bio'],
  ['Windmill Books', 'Oscar Lind', 'windmill-books'],
  ['Xenia Reisen', 'Xenia Vogt', 'xenia-reisen'],
  ['Yardley Tools', 'Sean Yardley', 'yardley-tools'],
  ['Zahnarztpraxis Blum', 'Ruth Blum', 'praxis-blum'],
  ['Zinc Bar', 'Noé Martin', 'zinc-bar'],
] as const;

const kinds = ['shop', 'blog', 'studio', 'press', 'events', 'labs'];
const places = ['paris', 'lyon', 'milano', 'berlin', 'porto', 'gent', 'oslo', 'wien', 'turku', 'cork'];

/** Sixty names for the account that has many domains. */
export const lumenDomains = places.flatMap((place) => kinds.map((kind) => `lumen-${kind}-${place}.example`));
