import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml';
import type { Faults } from './faults.ts';
import { didYouMean } from './lint/nearest.ts';

type Path = readonly (string | number)[];

/** What YAML says of a text without quotes in which a colon with a space behind it begins another value. */
const bareColon: readonly string[] = ['BLOCK_AS_IMPLICIT_KEY', 'BLOCK_IN_FLOW'];

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
    for (const error of [...this.#doc.errors, ...this.#doc.warnings]) {
      const at = this.#lines.linePos(error.pos[0]);
      const message = error.message.replace(/ at line \d+, column \d+:?[^]*/, '');
      const bare = bareColon.includes(error.code);
      faults.add(
        file,
        at.line,
        at.col,
        message,
        bare ? "put a text with ': ' in it into quotes" : 'write plain YAML',
      );
    }
  }

  get broken(): boolean {
    return this.#doc.errors.length > 0;
  }

  fault(path: Path, message: string, suggestion: string): void {
    const at = this.#position(path);
    this.#faults.add(this.#file, at.line, at.col, message, suggestion);
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
    this.fault(path, `${path.join('.') || 'the file'} is no mapping`, 'write names, each with its value');
    return [];
  }

  only(path: Path, known: readonly string[]): void {
    for (const key of this.keys(path)) {
      if (!known.includes(key)) this.fault([...path, key], `unknown key ${key}`, didYouMean(key, known));
    }
  }

  text(path: Path, wanted = 'write a text'): string {
    const value = this.get(path);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(path, `${path.join('.')} is ${value === undefined ? 'missing' : 'no text'}`, wanted);
    return '';
  }

  texts(path: Path): string[] {
    const value = this.get(path);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
    this.fault(path, `${path.join('.')} is no list of texts`, 'write [one, two]');
    return [];
  }

  flag(path: Path, fallback: boolean): boolean {
    const value = this.get(path) ?? fallback;
    if (typeof value === 'boolean') return value;
    this.fault(path, `${path.join('.')} is neither true nor false`, `write true or false, bare`);
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
