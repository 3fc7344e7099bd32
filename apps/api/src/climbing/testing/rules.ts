import type { GrantSpec } from '@mandate/policy';
import type { Act } from './acts.ts';
import { climbed, misnamed } from './giving.ts';
import { arrived, excess, from, later, union, type Ground, type Presets, type Rights } from './judge.ts';
import type { Held, Rows } from './rows.ts';
import { unasked, type Kind } from './steps.ts';
import { overreached } from './touching.ts';
import { View } from './view.ts';

/** A rule that was broken; null when all were kept. */
export type Violation = string | null;

interface Made {
  grant: GrantSpec;
  span: Held['span'];
}

const moved = (at: Date | undefined | null, by: number) => (at ? new Date(at.getTime() + by) : undefined);

/** What has to hold after every act, judged by spans of (permission, resource) alone. */
export class Rules {
  readonly view: View;
  /** Every grant that the then owner made, perhaps ended since: live ones give what the files say. */
  #made: Made[] = [];
  /** What they have given, under all files so far. */
  #owners: Rights = new Map();

  constructor(ground: Ground, presets: Presets) {
    this.view = new View(ground, presets);
  }

  /** What stands at the beginning is the owner's doing. */
  begin({ members }: Rows): void {
    for (const held of members.values()) this.#note(held);
  }

  #note({ grants, span }: Pick<Held, 'grants' | 'span'>): void {
    this.#made.push(...grants.map((grant) => ({ grant, span })));
    this.#owners = union(this.#owners, this.view.rights({ grants, span }));
  }

  #count(): void {
    const given = this.#made.map(({ grant, span }) => this.view.rights({ grants: [grant], span }));
    this.#owners = union(this.#owners, ...given);
  }

  pass(ms: number): void {
    this.#owners = later(this.#owners, -ms);
    this.#made = this.#made.map(({ grant: { start, end, ...rest }, span: [opens, closes] }) => ({
      grant: { ...rest, start: moved(start, -ms), end: moved(end, -ms) },
      span: [opens - ms, closes - ms],
    }));
  }

  files(presets: Presets): void {
    this.view.presets = presets;
    this.#count();
  }

  comes(area: keyof Ground, id: string): void {
    this.#owners = arrived(this.#owners, area, id);
    this.#count();
  }

  check(act: Act, after: Rows): Violation {
    const asked = !(unasked as readonly Kind[]).includes(act.step.kind);
    if (asked) {
      const touched = overreached(this.view, act, after);
      if (touched) return `touched: ${touched}`;
      const named = misnamed(act, after);
      if (named) return named;
      this.#noteOwner(act, after);
      const more = climbed(this.view, act, after);
      if (more) return `gave ${more} and did not hold it`;
    }
    return this.stands(after);
  }

  /** Whatever was done: one owner, and nobody holds what none of them gave. */
  stands(after: Rows): Violation {
    if (after.owners.length !== 1) return `${after.owners.length} owners`;
    if (after.members.get(after.owners[0]!)!.grants.length > 0) return 'the owner holds grants';
    for (const [user, held] of after.members) {
      if (after.owners.includes(user)) continue;
      const more = excess(from(this.view.rights(held), after.now), this.#owners);
      if (more) return `${more} is held, and no owner gave it`;
    }
    return null;
  }

  /** What the owner gave just now, an offer of his when it is accepted; and all that he set the dates of. */
  #noteOwner({ step: { kind }, by, whom, before }: Act, after: Rows): void {
    const known = new Set([...before.members.values()].flatMap(({ grants }) => grants.map(({ id }) => id)));
    const dated = kind === 'change' && before.owners.includes(by.id);
    for (const [user, { grants, span }] of after.members) {
      const made = grants.filter(
        ({ id, givenBy }) =>
          (!known.has(id) && after.owners.includes(givenBy)) || (dated && user === whom.id),
      );
      if (made.length > 0) this.#note({ grants: made, span });
    }
  }
}
