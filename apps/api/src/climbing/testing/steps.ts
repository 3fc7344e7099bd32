import fc from 'fast-check';

/** People of a play: 0 owns the account, 1 (who manages users) and 2 are members, the others come by invitation. */
export const peopleCount = 6;
const containers = 3;

export interface Choice {
  which: 'all' | 'only' | 'except';
  ids: number[];
  later: boolean;
}

const areas = ['services', 'domains', 'billing', 'support', 'admin'] as const;

export interface PartPlan {
  preset?: string | undefined;
  permissions: string[];
  services: Choice;
  domains: Choice;
  /** Days from now on; none: at once. */
  from: number | undefined;
  /** Days from its start; none: no end. */
  days: number | undefined;
  /** Areas of the preset that are not given. */
  without: (typeof areas)[number][];
}

/** What is played, and how often: what seldom succeeds is tried more often. */
const odds = {
  ...{ send: 6, change: 8, accept: 7, decline: 4, resend: 6, copy: 5, cancel: 5, edit: 6, takeOver: 6 },
  ...{ correct: 9, suspend: 3, resume: 6, reduce: 6, remove: 4, leave: 3, transfer: 4, expire: 4 },
  ...{ policies: 4, comes: 2, goes: 2 },
} as const;
export type Kind = keyof typeof odds;

/** Nobody asks for these, so nobody is refused. */
export const unasked = ['expire', 'policies', 'comes', 'goes'] as const satisfies readonly Kind[];
export const kinds = Object.keys(odds) as Kind[];

export interface Step {
  kind: Kind;
  actor: number;
  target: number;
  /** Whose address an offer is sent to instead. */
  onto: number;
  /** Not as it is meant: somebody else answers, or more is asked for. */
  astray: boolean;
  parts: PartPlan[];
  /** Days of the whole membership, where a change says so. */
  whole: { from: number | null; until: number | null } | undefined;
}

export interface Play {
  /** What 1 and 2 hold at the beginning. */
  first: PartPlan[];
  second: PartPlan[];
  steps: Step[];
}

const choice: fc.Arbitrary<Choice> = fc.record({
  which: fc.constantFrom('all', 'only', 'except'),
  ids: fc.subarray([...Array(containers).keys()], { minLength: 1 }),
  later: fc.boolean(),
});

const permissions = [
  ...['services:view', 'services:manage', 'domains:view', 'domains:manage', 'domains:order'],
  ...['billing:view', 'billing:pay', 'support:own', 'support:reply'],
  ...['admin:members', 'admin:revoke', 'admin:users', 'admin:users'],
];
const presets = ['domain-manager', 'accountant', 'auditor', 'colleague', 'full'];

const seldom = <T>(some: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: some });

const dated = {
  services: choice,
  domains: choice,
  from: seldom<number | undefined>(fc.constantFrom(1, 3), undefined),
  days: fc.option(fc.constantFrom(1, 2, 5, 30), { nil: undefined }),
};
const part: fc.Arbitrary<PartPlan> = fc.oneof(
  fc.record({
    preset: fc.constantFrom(...presets),
    permissions: fc.constant<string[]>([]),
    without: seldom(fc.subarray([...areas], { minLength: 1, maxLength: 2 }), []),
    ...dated,
  }),
  fc.record({
    permissions: fc.uniqueArray(fc.constantFrom(...permissions), { minLength: 1, maxLength: 3 }),
    without: fc.constant<PartPlan['without']>([]),
    ...dated,
  }),
);
const parts = fc.array(part, { minLength: 1, maxLength: 2 });

const person = fc.integer({ min: 0, max: peopleCount - 1 });
/** The owner and the first manager act more often than the others. */
const actor = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0, 1, 1, 2) }, person);

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...kinds.map((kind) => ({ weight: odds[kind], arbitrary: fc.constant(kind) }))),
  actor,
  target: person,
  onto: person,
  astray: seldom(fc.constant(true), false),
  parts,
  whole: fc.option(
    fc.record({
      from: seldom<number | null>(fc.constant(2), null),
      until: fc.constantFrom(null, null, 3, 20),
    }),
    { nil: undefined },
  ),
});

const as = (kind: Kind, actor: number, target: number): fc.Arbitrary<Step> =>
  step.map((one) => ({ ...one, kind, actor, target }));

const manages: PartPlan = {
  permissions: ['admin:users'],
  services: { which: 'all', ids: [], later: false },
  domains: { which: 'all', ids: [], later: false },
  ...{ from: undefined, days: undefined, without: [] },
};

export const play: fc.Arbitrary<Play> = fc.record({
  first: parts.map((some) => [manages, ...some]),
  second: parts,
  // something to accept, to edit and to resend; often its giver is changed, or somebody rests, before it goes on
  steps: fc
    .tuple(
      fc.tuple(as('send', 0, 3), as('send', 1, 3)),
      fc.oneof(
        fc.constant([]),
        fc.tuple(as('change', 0, 2), as('accept', 3, 1)),
        fc.tuple(as('suspend', 0, 1), as('resume', 1, 1)),
        fc.tuple(as('accept', 3, 2), as('change', 1, 3)),
      ),
      fc.array(step, { minLength: 4, maxLength: 6 }),
    )
    .map((steps) => steps.flat()),
});
