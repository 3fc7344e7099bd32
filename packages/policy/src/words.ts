import type { CatalogueFile } from './catalogue.ts';
import { didYouMean } from './lint/nearest.ts';
import type { YamlFile } from './yaml.ts';

export type Mood = 'now' | 'would' | 'will';
export const moods: readonly Mood[] = ['now', 'would', 'will'];

export interface Joiner {
  readonly comma: string;
  readonly two: string;
  readonly last: string;
}

export interface ScopeWords {
  readonly all: string;
  readonly count: readonly string[];
  readonly hidden: readonly string[];
  readonly except: string;
  readonly exceptCount: readonly string[];
  readonly exceptHidden: readonly string[];
  /** After many names: those that are too many to be named. */
  readonly more: readonly string[];
  /** Many that the sentence before has named. */
  readonly these: string;
  readonly exceptThese: string;
  /** Of what was: things that have left since. */
  readonly gone: readonly string[];
  readonly exceptGone: readonly string[];
}

export interface Phrase {
  /** Permissions that need no further word once this is said. */
  readonly says: readonly string[];
  /** Permissions that must be held; the first of `says` when not written. */
  readonly needs: readonly string[];
  readonly text: string;
  readonly more?: string;
  readonly open?: string;
  readonly openMore?: string;
}

export interface LimitPart {
  readonly lacks: readonly string[];
  readonly has: readonly string[];
  readonly partial?: string;
  readonly text: string;
  readonly alone?: string;
}

export interface LimitGroup {
  readonly one: string;
  readonly more: string;
  readonly join: Joiner;
  readonly parts: readonly LimitPart[];
}

export interface Words {
  readonly owner: { readonly title: string; readonly does: string };
  readonly everything: string;
  readonly nothing: string;
  readonly until: string;
  readonly from: string;
  /** Said instead of every limit when nothing beyond these is held. */
  readonly lookOnly: { readonly of: readonly string[]; readonly text: string };
  /** Between the clauses of a sentence. */
  readonly clause: string;
  readonly list: Joiner;
  readonly moods: Readonly<Record<Mood, string>>;
  readonly scopes: ReadonlyMap<string, ScopeWords>;
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  readonly does: readonly Phrase[];
  readonly can: readonly Phrase[];
  readonly limit: readonly LimitGroup[];
  readonly cannot: readonly LimitGroup[];
}

type Path = readonly (string | number)[];

/** Reads the words of access sentences; what a sentence could need and does not find is a fault now, not later. */
export function readWords(yaml: YamlFile, catalogue: CatalogueFile): Words {
  const at = (...path: Path) => ['words', ...path];
  const scoped = [...catalogue.areas.values()].filter((area) => area.scoped).map((area) => area.name);
  const verbs = new Map(
    yaml.broken ? [] : yaml.keys(at('verbs')).map((verb) => [verb, forms(yaml, at('verbs', verb), 3)]),
  );
  const words: Words = {
    owner: { title: yaml.text(at('owner', 'title')), does: yaml.text(at('owner', 'does')) },
    everything: yaml.text(at('everything')),
    nothing: yaml.text(at('nothing')),
    until: yaml.text(at('until')),
    from: yaml.text(at('from')),
    lookOnly: { of: names(yaml, at('lookOnly', 'of'), catalogue), text: yaml.text(at('lookOnly', 'text')) },
    clause: yaml.text(at('clause')),
    list: joiner(yaml, at('list')),
    moods: {
      now: raw(yaml, at('moods', 'now')),
      would: raw(yaml, at('moods', 'would')),
      will: raw(yaml, at('moods', 'will')),
    },
    scopes: new Map(scoped.map((area) => [area, scopeWords(yaml, at('scopes', area))])),
    verbs,
    does: phrases(yaml, at('does'), catalogue, verbs),
    can: phrases(yaml, at('can'), catalogue, verbs),
    limit: groups(yaml, at('limit'), catalogue),
    cannot: groups(yaml, at('cannot'), catalogue),
  };
  return words;
}

function raw(yaml: YamlFile, path: Path): string {
  const value = yaml.get(path);
  if (typeof value === 'string') return value;
  yaml.fault(path, `${path.join('.')} is no text`, "write a text, '' for none");
  return '';
}

function forms(yaml: YamlFile, path: Path, count: number): readonly string[] {
  const found = yaml.texts(path);
  if (found.length !== count)
    yaml.fault(path, `${path.join('.')} needs ${count} forms, not ${found.length}`, `write ${count} texts`);
  return found;
}

function joiner(yaml: YamlFile, path: Path): Joiner {
  return {
    comma: raw(yaml, [...path, 'comma']),
    two: raw(yaml, [...path, 'two']),
    last: raw(yaml, [...path, 'last']),
  };
}

function scopeWords(yaml: YamlFile, path: Path): ScopeWords {
  const two = (key: string) => forms(yaml, [...path, key], 2);
  const text = (key: string) => yaml.text([...path, key]);
  return {
    all: text('all'),
    count: two('count'),
    hidden: two('hidden'),
    except: text('except'),
    exceptCount: two('exceptCount'),
    exceptHidden: two('exceptHidden'),
    more: two('more'),
    these: text('these'),
    exceptThese: text('exceptThese'),
    gone: two('gone'),
    exceptGone: two('exceptGone'),
  };
}

function size(yaml: YamlFile, path: Path): number {
  const value = yaml.get(path);
  if (Array.isArray(value)) return value.length;
  yaml.fault(path, `${path.join('.')} is no list`, 'write entries that begin with -');
  return 0;
}

function names(yaml: YamlFile, path: Path, catalogue: CatalogueFile): readonly string[] {
  const found = yaml.texts(path);
  for (const name of found)
    if (!catalogue.permissions.has(name))
      yaml.fault(path, `unknown permission ${name}`, didYouMean(name, catalogue.permissions.keys()));
  return found;
}

function phrases(
  yaml: YamlFile,
  path: Path,
  catalogue: CatalogueFile,
  verbs: ReadonlyMap<string, unknown>,
): Phrase[] {
  const list = Array.from({ length: size(yaml, path) }, (_, index) => {
    const here = [...path, index];
    const says = names(yaml, [...here, 'says'], catalogue);
    const needs = names(yaml, [...here, 'needs'], catalogue);
    const optional = (key: string) =>
      yaml.get([...here, key]) === undefined ? undefined : yaml.text([...here, key]);
    const phrase = {
      says,
      needs: needs.length > 0 ? needs : says.slice(0, 1),
      text: yaml.text([...here, 'text']),
    };
    const all = { ...phrase, more: optional('more'), open: optional('open'), openMore: optional('openMore') };
    for (const [, verb = ''] of Object.values(all)
      .join(' ')
      .matchAll(/\[([^\]]*)\]/g)) {
      if (!verbs.has(verb)) yaml.fault(here, `the verb ${verb} has no forms`, didYouMean(verb, verbs.keys()));
    }
    return all;
  });
  for (const { name, delegable } of catalogue.permissions.values()) {
    const said = list.some((phrase) => phrase.needs.length === 1 && phrase.needs[0] === name);
    if (delegable && !said)
      yaml.fault(path, `no phrase says ${name} alone`, `add { says: [${name}], text: … }`);
  }
  return list;
}

function groups(yaml: YamlFile, path: Path, catalogue: CatalogueFile): LimitGroup[] {
  return Array.from({ length: size(yaml, path) }, (_, index) => {
    const here = [...path, index];
    const parts = Array.from({ length: size(yaml, [...here, 'parts']) }, (_unused, part): LimitPart => {
      const its = [...here, 'parts', part];
      const optional = (key: string) =>
        yaml.get([...its, key]) === undefined ? undefined : yaml.text([...its, key]);
      const lacks = names(yaml, [...its, 'lacks'], catalogue);
      const has = names(yaml, [...its, 'has'], catalogue);
      return {
        lacks,
        has,
        text: yaml.text([...its, 'text']),
        partial: optional('partial'),
        alone: optional('alone'),
      };
    });
    return {
      one: yaml.text([...here, 'one']),
      more: yaml.text([...here, 'more']),
      join: joiner(yaml, [...here, 'join']),
      parts,
    };
  });
}
