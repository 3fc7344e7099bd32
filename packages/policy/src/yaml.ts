import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml';
import type { Faults } from './faults.ts';

type Path = readonly (string | number)[];

/** A YAML file whose faults can be said with line and column. */
export class YamlFile {
  readonly #file: string;
  readonly #faults: Faults;
  readonly #lines = new LineCounter();
  readonly #doc: Document.Parsed;

  constructor(file: string, text: string, faults: Faults) {
    this.#file = file;
    this.#faults = faults;
    this.#doc = parseDocument(text, { lineCounter: this.#lines, stringKeys: true });
    for (const error of this.#doc.errors) {
      const at = this.#lines.linePos(error.pos[0]);
      faults.add(file, at.line, at.col, error.message.split('\n')[0] ?? error.code);
    }
  }

  get broken(): boolean {
    return this.#doc.errors.length > 0;
  }

  fault(path: Path, message: string): void {
    const at = this.#position(path);
    this.#faults.add(this.#file, at.line, at.col, message);
  }

  line(path: Path): number {
    return this.#position(path).line;
  }

  get(path: Path): unknown {
    const node: unknown = path.length === 0 ? this.#doc.contents : this.#doc.getIn(path, true);
    return isNode(node) ? node.toJS(this.#doc) : node;
  }

  /** Keys of a mapping in the order of the file; anything else is a fault. */
  keys(path: Path): string[] {
    const value = this.get(path);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.keys(value);
    this.fault(path, `${path.join('.') || 'the file'} must be a mapping`);
    return [];
  }

  only(path: Path, known: readonly string[]): void {
    for (const key of this.keys(path)) {
      if (!known.includes(key))
        this.fault([...path, key], `unknown key ${key}; known are ${known.join(', ')}`);
    }
  }

  text(path: Path): string {
    const value = this.get(path);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(path, `${path.join('.')} must be a text`);
    return '';
  }

  texts(path: Path): string[] {
    const value = this.get(path);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
    this.fault(path, `${path.join('.')} must be a list of texts`);
    return [];
  }

  flag(path: Path, fallback: boolean): boolean {
    const value = this.get(path) ?? fallback;
    if (typeof value === 'boolean') return value;
    this.fault(path, `${path.join('.')} must be true or false`);
    return fallback;
  }

  #position(path: Path): { line: number; col: number } {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = length === 1 ? this.#doc.contents : this.#doc.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1];
      const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
      const node: unknown = pair ? pair.key : this.#doc.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]);
    }
    return { line: 1, col: 1 };
  }
}
