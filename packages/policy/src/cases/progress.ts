/** Where progress goes: a line rewritten in place for a person, one every ten seconds for a log. */
export interface Talk {
  readonly err: (text: string) => void;
  readonly tty: boolean;
}

const every = { person: 100, log: 10_000 } as const;

/** Tells how far a long run is; call `done` before anything else is written. */
export class Progress {
  readonly #talk: Talk;
  readonly #now: () => number;
  #last: number;
  #shown = false;

  constructor(talk: Talk, now: () => number = () => performance.now()) {
    this.#talk = talk;
    this.#now = now;
    this.#last = now();
  }

  tell(doing: string, done: number, all?: number): void {
    if (this.#now() - this.#last < (this.#talk.tty ? every.person : every.log)) return;
    this.#last = this.#now();
    const text = `${doing} ${done}${all === undefined ? '' : ` of ${all}`}`;
    this.#talk.err(this.#talk.tty ? `\r\u001B[K${text}` : `${text}\n`);
    this.#shown = this.#talk.tty;
  }

  done(): void {
    if (this.#shown) this.#talk.err('\r\u001B[K');
    this.#shown = false;
  }
}
