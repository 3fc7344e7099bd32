import type { GrantSpec } from '@mandate/policy';
import type { Act } from './acts.ts';
import { excess, from, giveable, later, rightsOf, union, type Presets, type Rights } from './judge.ts';
import type { Held, Rows, Scene } from './scene.ts';

/** A rule that was broken; null when all were kept. */
export type Violation = string | null;

const none: Rights = new Map();

/** What has to hold after every act, judged by spans of (permission, resource) alone. */
export class Rules {
  /** What presets hold by the files now in force. */
  presets: Presets;
  readonly #scene: Scene;
  /** Everything inside some grant that the then owner made, perhaps ended since. */
  #owners: Rights = none;
  /** Live grants of an owner's: they give what the files say. */
  readonly #live = new Set<string>();

  constructor(scene: Scene, presets: Presets) {
    this.#scene = scene;
    this.presets = presets;
  }

  rights({ grants, span }: Pick<Held, 'grants' | 'span'>): Rights {
    return rightsOf(grants, this.#scene.ground, this.presets, span);
  }

  #offered(grants: readonly GrantSpec[]): Rights {
    return rightsOf(grants, this.#scene.ground, this.presets);
  }

  /** What somebody has been given, suspended or not. */
  #given({ members }: Rows, user: string): Rights {
    const held = members.get(user);
    return held ? this.rights(held) : none;
  }

  #mayGive({ members }: Rows, user: string): Rights {
    const held = members.get(user);
    return held && !held.suspended ? giveable(this.rights(held)) : none;
  }

  /** What stands at the beginning is the owner's doing. */
  begin(rows: Rows): void {
    for (const held of rows.members.values()) this.#note(this.rights(held));
    this.carryOn(rows);
  }

  pass(ms: number): void {
    this.#owners = later(this.#owners, -ms);
  }

  #note(rights: Rights): void {
    this.#owners = union(this.#owners, rights);
  }

  /** A live grant of an owner's gives what the files say, as long as it stands; so does an open offer. */
  carryOn({ members, open, owners }: Rows): void {
    for (const { grants, span } of members.values())
      for (const grant of grants) {
        const rights = this.rights({ grants: [grant], span });
        if (grant.preset && excess(rights, this.#owners) === null) this.#live.add(grant.id);
        if (this.#live.has(grant.id)) this.#note(rights);
      }
    const offered = open.filter(({ inviter }) => owners.includes(inviter));
    this.#note(this.#offered(offered.flatMap(({ grants }) => grants)));
  }

  check(act: Act, after: Rows): Violation {
    if (after.owners.length !== 1) return `${after.owners.length} owners`;
    if (after.members.get(after.owners[0]!)!.grants.length > 0) return 'the owner holds grants';
    const owner = act.before.owners[0]!;
    if (act.by.id === owner || act.step.kind === 'transfer') this.#noteOwner(act, owner, after);
    const climbed = this.#climbed(act, after);
    if (climbed) return `gave ${climbed} and did not hold it`;
    this.carryOn(after);
    for (const [user, held] of after.members) {
      if (after.owners.includes(user)) continue;
      const more = excess(from(this.rights(held), after.now), this.#owners);
      if (more) return `${more} is held, and no owner gave it`;
    }
    return null;
  }

  #noteOwner({ step: { kind }, whom }: Act, owner: string, after: Rows): void {
    if (kind === 'change' || kind === 'reduce') this.#note(this.#given(after, whom.id));
    if (kind === 'transfer') this.#note(this.#given(after, owner));
  }

  /** At every giving act by anyone but the owner, what is given is covered by what the giver held just before. */
  #climbed({ step: { kind }, by, whom, before }: Act, after: Rows): Violation {
    const inviter = before.open.find(({ email }) => email === whom.email)?.inviter ?? '';
    const giver = kind === 'accept' ? inviter : by.id;
    if (before.owners.includes(giver)) return null;
    const own = this.#mayGive(before, giver);
    const now = (rights: Rights) => from(rights, after.now);
    switch (kind) {
      case 'change':
        return excess(now(this.#given(after, whom.id)), union(this.#given(before, whom.id), own));
      case 'reduce':
        return excess(now(this.#given(after, whom.id)), this.#given(before, whom.id));
      case 'resume':
      case 'accept':
        return excess(now(this.#given(after, whom.id)), own);
      case 'send':
      case 'edit':
      case 'resend':
      case 'copy':
      case 'takeOver': {
        const offered = after.open.filter(({ email }) => email === whom.email);
        return excess(now(this.#offered(offered.flatMap(({ grants }) => grants))), own);
      }
      default:
        return null;
    }
  }
}
