/** One thing wrong in the package: the text that is right, once in its file, and what stands there instead. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** Asking one question after the other cannot find it. */
  readonly alone?: 'in parallel';
}

/** Each of them must be found by the questions in random worlds. */
export const faults: readonly Fault[] = [
  {
    name: 'a deny is dropped',
    file: 'cells.ts',
    right: `const denied = role.row?.[4] === 'deny' || own.row?.[4] === 'deny';`,
    wrong: `const denied = own.row?.[4] === 'deny';`,
  },
  {
    name: 'guardrails do not bind the owner',
    file: 'role-part.ts',
    right: 'const guards = guardrails(compiled, state);',
    wrong: `const guards = guardrails(compiled, owner ? 'active' : state);`,
  },
  {
    name: 'end dates are ignored',
    file: 'facts.ts',
    right: 'return span.end == null || now.getTime() < span.end.getTime();',
    wrong: 'return true;',
  },
  {
    name: 'the end is included',
    file: 'facts.ts',
    right: 'now.getTime() < span.end.getTime()',
    wrong: 'now.getTime() <= span.end.getTime()',
  },
  {
    name: 'the start is excluded',
    file: 'facts.ts',
    right: 'span.start.getTime() <= now.getTime()',
    wrong: 'span.start.getTime() < now.getTime()',
  },
  {
    name: 'the epoch of the member is not compared',
    file: 'policy/freshness.ts',
    right: ' && epochs.member === memberEpoch(facts)',
    wrong: '',
  },
  {
    name: 'what is kept of one account answers for another',
    file: 'policy/pairs.ts',
    right: 'return own?.account === account ? own : undefined;',
    wrong: 'return own;',
  },
  {
    name: 'what is kept answers past its next start or end',
    file: 'policy/kept.ts',
    right: 'began + Math.min(this.#cachedFor, slice.span.until - now.getTime())',
    wrong: 'began + this.#cachedFor',
  },
  {
    name: 'the token of a writer is ignored',
    file: 'policy/freshness.ts',
    right: 'return atLeast.user !== userId || memberEpoch(facts) >= (atLeast.memberEpoch ?? -1);',
    wrong: 'return true;',
  },
  {
    name: 'a new bundle does not reach what is kept',
    file: 'policy/kept.ts',
    right: 'swap(bundle: Bundle): void {',
    wrong: 'swap(bundle: Bundle): void {\n    if (bundle) return;',
  },
  {
    name: 'implied permissions are lost',
    file: 'expand.ts',
    right: 'for (const each of [name, ...closure(name, catalogue.permissions)]) {',
    wrong: 'for (const each of [name]) {',
  },
  {
    name: 'included presets are lost',
    file: 'presets.ts',
    right: 'const rows = [def.name, ...included].flatMap(',
    wrong: 'const rows = [def.name].flatMap(',
  },
  {
    name: 'the complement of a scope is taken for the scope',
    file: 'cells.ts',
    right: 'line.ids.has(container) !== line.complement',
    wrong: 'line.ids.has(container)',
  },
  {
    name: 'two classes of resources share their answers',
    file: 'cells.ts',
    right: 'each.area === area && each.statics === statics && each.mask === mask',
    wrong: 'each.area === area && each.statics === statics',
  },
  {
    name: 'action and resource are swapped',
    file: 'casbin.ts',
    right: '[sub, acc, res, act]);',
    wrong: '[sub, acc, act, res]);',
  },
  {
    name: 'a suspended member keeps his rights',
    file: 'facts.ts',
    right: 'member !== null && member.suspended === false &&',
    wrong: 'member !== null &&',
  },
  {
    name: 'whoCan believes the index',
    file: 'policy/who-can.ts',
    right: 'if (sliceOf(bundle, facts).can(permission, asked.resource)) users.push',
    wrong: 'users.push',
  },
  {
    name: 'questions of one person in two accounts wait for one read',
    file: 'policy/kept.ts',
    right: 'const key = `${pair.user}\\0${pair.account}`;',
    wrong: 'const key = pair.user;',
    alone: 'in parallel',
  },
];
