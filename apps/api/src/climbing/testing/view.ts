import type { GrantSpec } from '@mandate/policy';
import { giveable, heldAt, rightsOf, type Ground, type Presets, type Rights } from './judge.ts';
import type { Held, Rows } from './rows.ts';

const none: Rights = new Map();

/** Who holds what by the rows and the files in force, as the judge counts it. */
export class View {
  /** What presets hold by the files now in force. */
  presets: Presets;
  readonly #ground: Ground;

  constructor(ground: Ground, presets: Presets) {
    this.#ground = ground;
    this.presets = presets;
  }

  rights({ grants, span }: { grants: readonly GrantSpec[]; span: Held['span'] }): Rights {
    return rightsOf(grants, this.#ground, this.presets, span);
  }

  offered(grants: readonly GrantSpec[]): Rights {
    return rightsOf(grants, this.#ground, this.presets);
  }

  /** What somebody has been given, suspended or not. */
  given({ members }: Rows, user: string): Rights {
    const held = members.get(user);
    return held ? this.rights(held) : none;
  }

  /** What somebody can use: nothing while suspended. */
  usable({ members }: Rows, user: string): Rights {
    const held = members.get(user);
    return held && !held.suspended ? this.rights(held) : none;
  }

  /** The services and domains that somebody who is not the owner sees now; all of them where that is none. */
  seen(rows: Rows, user: string): Ground {
    const held = new Set(heldAt(this.usable(rows, user), rows.now));
    const of = (area: keyof Ground) => {
      const seen = this.#ground[area].filter((id) => held.has(`${area}:view ${id}`));
      return seen.length > 0 && !rows.owners.includes(user) ? seen : this.#ground[area];
    };
    return { services: of('services'), domains: of('domains') };
  }

  mayGive(rows: Rows, user: string): Rights {
    return giveable(this.usable(rows, user));
  }
}
