/** Numbers for ids, in the order they come. */
export class Numbering {
  readonly #numbers = new Map<string, number>();

  of(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(id, next);
    return next;
  }
}

/** Counts distinct numbers in one bit each: exact, and small next to a set of ids for every permission. */
export class Distinct {
  #bits = new Uint8Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(number: number): void {
    const index = number >>> 3;
    if (index >= this.#bits.length) {
      const wider = new Uint8Array(2 ** Math.ceil(Math.log2(index + 1)));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    const bit = 1 << (number & 7);
    const byte = this.#bits[index] ?? 0;
    if ((byte & bit) !== 0) return;
    this.#bits[index] = byte | bit;
    this.#size++;
  }
}
