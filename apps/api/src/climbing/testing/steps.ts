import fc from 'fast-check';

/** People of a play: 0 owns the account, 1 (who manages users) and 2 are members, 3 and 4 come by invitation. */
export const peopleCount = 5;
const containers = 3;

export interface Choice {
  which: 'all' | 'only' | 'except';
  ids: number[];
  later: boolean;
}

export interface PartPlan {
  preset?: string | undefined;
  permissions: string[];
  services: Choice;
  domains: Choice;
  /** Days from now on; none: no end. */
  days: number | undefined;
}

const kinds = [
  ...['send', 'send', 'send', 'change', 'change', 'change', 'accept', 'accept', 'accept'],
  ...['decline', 'resend', 'copy', 'cancel', 'edit', 'edit', 'takeOver', 'suspend', 'resume', 'reduce'],
  ...['remove', 'leave', 'transfer', 'expire', 'policies'],
] as const;
export type Kind = (typeof kinds)[number];

export interface Step {
  kind: Kind;
  actor: number;
  target: number;
  parts: PartPlan[];
  /** Days until the whole membership ends, where a change says so; null: no end. */
  whole: number | null | undefined;
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

const dated = {
  services: choice,
  domains: choice,
  days: fc.option(fc.constantFrom(1, 2, 5, 30), { nil: undefined }),
};
const part: fc.Arbitrary<PartPlan> = fc.oneof(
  fc.record({ preset: fc.constantFrom(...presets), permissions: fc.constant<string[]>([]), ...dated }),
  fc.record({
    permissions: fc.uniqueArray(fc.constantFrom(...permissions), { minLength: 1, maxLength: 3 }),
    ...dated,
  }),
);
const parts = fc.array(part, { minLength: 1, maxLength: 2 });

const person = fc.integer({ min: 0, max: peopleCount - 1 });
/** The owner and the first manager act more often than the others. */
const actor = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0, 1, 1, 2) }, person);

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  actor,
  target: person,
  parts,
  whole: fc.option(fc.constantFrom(null, null, 3, 20), { nil: undefined }),
});

const as = (kind: Kind, actor: number, target: number): fc.Arbitrary<Step> =>
  step.map((one) => ({ ...one, kind, actor, target }));

const manages: PartPlan = {
  permissions: ['admin:users'],
  services: { which: 'all', ids: [], later: false },
  domains: { which: 'all', ids: [], later: false },
  days: undefined,
};

export const play: fc.Arbitrary<Play> = fc.record({
  first: parts.map((some) => [manages, ...some]),
  second: parts,
  // something to accept, to edit and to resend; often its giver is changed before it is accepted
  steps: fc
    .tuple(
      fc.tuple(as('send', 0, 3), as('send', 1, 3)),
      fc.oneof(fc.constant([]), fc.tuple(as('change', 0, 2), as('accept', 3, 2))),
      fc.array(step, { minLength: 4, maxLength: 6 }),
    )
    .map((steps) => steps.flat()),
});
