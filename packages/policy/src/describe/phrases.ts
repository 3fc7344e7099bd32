import type { Bundle } from '../bundle.ts';
import type { Locale } from '../files.ts';
import { moods, type Mood, type Phrase } from '../words.ts';
import type { Facet, Group } from './facets.ts';
import { isOne, sameText, scopeText, type Naming } from './scope-words.ts';
import { fill, sentence, type Sentence } from './text.ts';

export interface Voice extends Naming {
  readonly bundle: Bundle;
  readonly locale: Locale;
  readonly mood: Mood;
}

interface Said {
  readonly phrase: Phrase;
  readonly text: string;
}

/** The clauses of one facet, for the short sentence. */
export function clauses(facet: Facet, voice: Voice): string[] {
  const { words } = voice.bundle.labels[voice.locale];
  return inOrder(facet.groups, words.does, voice).map((said) => said.map(({ text }) => text).join(', '));
}

/** One sentence for each thing one can do, for the lists: people decide by them, so they are exact. */
export function abilities(facet: Facet, voice: Voice, ending: string): Sentence[] {
  const { words, permissions } = voice.bundle.labels[voice.locale];
  const said = inOrder(facet.groups, words.can, { ...voice, exact: true }).flat();
  return said.map(({ phrase, text }) => {
    const reasons = phrase.says
      .map((name) => permissions.get(name)?.sensitive)
      .filter((reason) => reason !== undefined);
    const full = ending === '' ? text : `${text.replace(/\.$/, '')}, ${ending}.`;
    return sentence(full, reasons.length > 0 ? reasons.join(', ') : undefined);
  });
}

/** Groups in the order of the catalogue's areas; within an area, what does most comes first. */
function inOrder(groups: readonly Group[], phrases: readonly Phrase[], voice: Voice): Said[][] {
  const first = (said: readonly Said[]) => (said[0] ? phrases.indexOf(said[0].phrase) : Infinity);
  const all = groups.map((group) => sayGroup(group, phrases, voice)).filter((said) => said.length > 0);
  return all.sort((a, b) => first(a) - first(b));
}

function sayGroup(group: Group, phrases: readonly Phrase[], voice: Voice): Said[] {
  const done = new Set<string>();
  const said: Said[] = [];
  for (const phrase of phrases) {
    if (!phrase.needs.every((name) => group.permissions.includes(name))) continue;
    if (phrase.needs.every((name) => done.has(name))) continue;
    for (const name of phrase.says) done.add(name);
    said.push({ phrase, text: say(phrase, group, said.length > 0, voice) });
  }
  return said;
}

function say(phrase: Phrase, group: Group, again: boolean, voice: Voice): string {
  const { words } = voice.bundle.labels[voice.locale];
  const whole = group.scope.complement;
  const pattern =
    (whole ? (again ? (phrase.openMore ?? phrase.open) : phrase.open) : undefined) ??
    (again ? phrase.more : undefined) ??
    phrase.text;
  const form = moods.indexOf(voice.mood);
  const spoken = pattern.replace(
    /\[([^\]]*)\]/g,
    (_whole, verb: string) => words.verbs.get(verb)?.[form] ?? verb,
  );
  const numbered = spoken.replace(/\{([^{}|]*)\|([^{}]*)\}/g, (_whole, one: string, more: string) =>
    isOne(group.scope) ? one : more,
  );
  const area = words.scopes.get(group.area);
  if (!area) return numbered;
  const same = again && voice.exact ? sameText(group.scope, area) : undefined;
  const scope = same ?? scopeText(group.scope, area, words, voice);
  return fill(numbered, { scope, de: withDe(scope) });
}

/** French « de », before a vowel « d’ ». */
function withDe(text: string): string {
  return /^\ue000?[aeiouâàéèêîôû]/i.test(text) ? `d’${text}` : `de ${text}`;
}
