/** What only its owner may know, as far as the browser has seen it or typed it. */
export class Secrets {
  readonly #known = new Set<string>();

  add(...values: (string | null | undefined)[]): void {
    for (const value of values) if (value && value.length >= 8) this.#known.add(value);
  }

  get all(): readonly string[] {
    return [...this.#known];
  }

  /** Which of them stand in the text, as they are, in hex or in base64. */
  foundIn(text: string): string[] {
    return this.all.filter((secret) => {
      const bytes = Buffer.from(secret);
      const forms = [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
      return [...forms, encodeURIComponent(secret)].some((form) => text.includes(form));
    });
  }
}
