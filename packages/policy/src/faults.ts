export interface Fault {
  /** Path inside the folder of policy files. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly suggestion: string;
}

/** The policy files are not fit to decide with. Lists every fault at once; nothing was loaded. */
export class PolicyFilesError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'PolicyFilesError';
    this.faults = faults;
  }
}

/** One fault as compilers write them: `file:line:column: message; suggestion`. */
export function faultLine({ file, line, column, message, suggestion }: Fault): string {
  return `${file}:${line}:${column}: ${message}; ${suggestion}`;
}

/** A question that must not reach Casbin: malformed ids, an unknown permission, a resource of another area. */
export class PolicyRequestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyRequestError';
  }
}

export class Faults {
  readonly list: Fault[] = [];

  add(file: string, line: number, column: number, message: string, suggestion: string): void {
    this.list.push({ file, line, column, message, suggestion });
  }

  /** Ends the load when anything was found, in the order of the files. */
  settle(): void {
    if (this.list.length === 0) return;
    const order = (a: Fault, b: Fault) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
    throw new PolicyFilesError([...this.list].sort(order));
  }
}
