/** A mail before it is set as HTML and as text: both parts say the same because both are made from this. */
export interface Letter {
  subject: string;
  title: string;
  preview: string;
  blocks: Block[];
  /** Why one receives it. */
  because: string;
}

/** A sentence of the policy's `describe`. */
export interface Line {
  text: string;
  /** The same, cut where the name of a service or domain begins or ends. */
  parts?: readonly { text: string; strong?: boolean }[];
  /** The reason why it is sensitive, as a few words. */
  sensitive?: string;
}

/** Texts may hold the marks of `words.ts`. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'list'; title: string; mark: 'can' | 'cannot'; lines: readonly Line[] }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'address'; label: string; url: string }
  | { kind: 'code'; label: string; code: string };

export const text = (words: string): Block => ({ kind: 'text', text: words });
export const small = (words: string): Block => ({ kind: 'small', text: words });

export function list(title: string, mark: 'can' | 'cannot', lines: readonly Line[]): Block[] {
  return lines.length ? [{ kind: 'list', title, mark, lines }] : [];
}
