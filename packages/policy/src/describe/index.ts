import type { Bundle } from '../bundle.ts';
import type { GrantSpec } from '../facts.ts';
import type { Locale } from '../files.ts';
import { grantedRights } from '../rights.ts';
import { everything, includes } from '../scope.ts';
import type { Mood } from '../words.ts';
import { lastDay } from './days.ts';
import { facets, heldEver, type Facet } from './facets.ts';
import { ending } from './endings.ts';
import { withoutGone } from './gone.ts';
import { inabilities, limitText } from './limits.ts';
import { abilities, clauses } from './phrases.ts';
import type { Naming } from './scope-words.ts';
import { capital, fill, plain, sentence, type Sentence } from './text.ts';

export interface DescribeOptions extends Naming {
  readonly locale: Locale;
  /** now: "runs", would: "would run" (pending), will: "will run". The lists are infinitives in every mood. */
  readonly mood: Mood;
  /**
   * The name of a container; undefined for what the reader may not view, which is then only counted (S14); null for
   * what is known to be gone, which is left out.
   */
  readonly names: Naming['names'];
  /** `does` names its things one by one too; the lists always do. */
  readonly exact?: boolean;
  /** The account's: a day ends there. */
  readonly timeZone: string;
  /** The owner's role instead of grants. */
  readonly owner?: boolean;
  /** What ended before is left out, what began before needs no "from". */
  readonly now?: Date;
  /** Tells what was: what is gone since is counted, not left out. */
  readonly past?: boolean;
}

export interface Description {
  /** The preset's name when the grants are one preset. */
  readonly title?: string;
  /** What one can, as one sentence: "Runs all services; opens tickets." */
  readonly does: string;
  /** What one cannot, of what lies near: "Cannot order, pay or invite." Empty when there is nothing to say. */
  readonly limit: string;
  /** "until 31 March 2027", the last day included, when everything ends together. */
  readonly until?: string;
  /** Title, does, limit and until as one text. */
  readonly summary: string;
  /** "will be able to": one item each. */
  readonly can: readonly Sentence[];
  /** "and will not be able to": one item each. */
  readonly cannot: readonly Sentence[];
}

/** Access in words (S21). The only maker of access sentences, for portal, mails, activity and command line. */
export function describe(
  bundle: Bundle,
  grants: readonly GrantSpec[],
  options: DescribeOptions,
): Description {
  const { words } = bundle.labels[options.locale];
  if (options.owner === true) {
    const { title, does } = words.owner;
    return {
      title,
      does: `${does}.`,
      limit: '',
      summary: `${title}. ${does}.`,
      can: [sentence(`${does}.`)],
      cannot: [],
    };
  }
  const from = options.now?.getTime() ?? -Infinity;
  const told = options.past ? grants : withoutGone(grants, options.names);
  const found = facets(bundle, grantedRights(bundle, told, [from, Infinity]));
  const title = titleOf(bundle, grants, options.locale);
  if (found.length === 0) return summed({ title, does: `${words.nothing}.`, limit: '', can: [], cannot: [] });
  const held = heldEver(found);
  const common = sharedEnd(found);
  const until =
    common === undefined
      ? undefined
      : fill(words.until, { date: lastDay(common, options.locale, options.timeZone) });
  const voice = { bundle, ...options };
  const endings = found.map((facet) => ending(bundle, facet.interval, options, common));
  const does = isEverything(bundle, found)
    ? withEnding(words.everything, endings[0])
    : doesText(found, endings, voice);
  const can = found.flatMap((facet, index) => abilities(facet, voice, endings[index] ?? ''));
  const limit = limitText(bundle, options.locale, held);
  const cannot = inabilities(bundle, options.locale, held);
  return summed({ title, does: `${capital(plain(does))}.`, limit, until, can, cannot });
}

function summed(parts: Omit<Description, 'summary'>): Description {
  const until = parts.until === undefined ? '' : `${capital(parts.until)}.`;
  const title = parts.title === undefined ? '' : `${parts.title}.`;
  return {
    ...parts,
    summary: [title, parts.does, parts.limit, until].filter((text) => text !== '').join(' '),
  };
}

function doesText(
  found: readonly Facet[],
  endings: readonly string[],
  voice: Parameters<typeof clauses>[1],
): string {
  const { words } = voice.bundle.labels[voice.locale];
  const said = found.map((facet, index) => {
    return withEnding(clauses(facet, voice).join(words.clause), endings[index]);
  });
  return words.moods[voice.mood] + said.join(words.clause);
}

const withEnding = (text: string, ending = ''): string => (ending === '' ? text : `${text}, ${ending}`);

function titleOf(bundle: Bundle, grants: readonly GrantSpec[], locale: Locale): string | undefined {
  const names = new Set(grants.map((grant) => grant.preset));
  const [preset] = names;
  return names.size === 1 && preset != null ? bundle.labels[locale].presets.get(preset)?.name : undefined;
}

function sharedEnd(found: readonly Facet[]): number | undefined {
  const ends = new Set(found.map((facet) => facet.interval[1]));
  const [end] = ends;
  return ends.size === 1 && end !== Infinity ? end : undefined;
}

function isEverything(bundle: Bundle, found: readonly Facet[]): boolean {
  const held = heldEver(found);
  const delegable = [...bundle.catalogue.permissions.values()].filter((permission) => permission.delegable);
  return (
    found.length === 1 &&
    delegable.every(({ name }) =>
      includes(held.get(name) ?? { complement: false, ids: new Set() }, everything),
    )
  );
}
