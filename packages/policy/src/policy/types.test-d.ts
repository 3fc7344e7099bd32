import type { Access, Question, Resource } from './access.ts';
import type { MemoryGrants } from './memory.ts';
import { createPolicy, type Policy } from './policy.ts';
import type { Bundle } from '../bundle.ts';

// Checked by `tsc -p packages/policy`: a line that must not compile and does is an error there.

declare const access: Access;
declare const policy: Policy;
declare const computed: string;

export const asked: readonly boolean[] = [
  access.can('domains:manage', 'domains/dom_a'),
  access.can('domains:order', 'domains'),
  access.can('support:own', 'support/own'),
  access.can('support:reply', 'support/other/tkt_a'),
  access.can('admin:users', 'admin'),
  access.check('billing:pay', 'billing/inv_a').allowed,
  access.checkAny(computed, computed).allowed,
  policy.can('usr_a', 'acc_a', 'services:view', `services/${computed}`) === true,
  // @ts-expect-error -- no such permission
  access.can('domains:burn', 'domains/dom_a'),
  // @ts-expect-error -- a resource of another area
  access.can('domains:manage', 'services/svc_a'),
  // @ts-expect-error -- not said of which resource
  access.can('domains:manage', computed),
  // @ts-expect-error -- support:own applies to own tickets only
  access.can('support:own', 'support/other/tkt_a'),
  // @ts-expect-error -- nothing is below admin
  access.check('admin:users', 'admin/usr_a').allowed,
  // @ts-expect-error -- a permission that is only known when it runs
  access.can(computed, 'domains/dom_a'),
  // @ts-expect-error -- the same on the warm way
  policy.can('usr_a', 'acc_a', 'domains:manage', 'billing'),
];

// @ts-expect-error -- require as well
access.require('billing:pay', 'domains/dom_a');
// @ts-expect-error -- scope as well
access.scope('domains:burn');
// @ts-expect-error -- whoCan as well
export const who: Promise<string[]> = policy.whoCan('acc_a', 'domains:manage', 'services/svc_a');

export const batch: readonly Question[] = [
  ['domains:manage', 'domains/dom_a'],
  ['billing:view', 'billing'],
  // @ts-expect-error -- each question by itself: this permission does not apply to that resource
  ['billing:view', 'domains/dom_a'],
];

export const resource: Resource<'domains:manage'> = 'domains/dom_a';

/** Another app with policy files of its own brings the vocabulary that `mandate-policy types` wrote for them. */
interface Library {
  'books:lend': 'books' | `books/${string}`;
}
declare const bundle: Bundle;
declare const grants: MemoryGrants;
const library = createPolicy<Library>({ bundle, grants });
export const lent = library.can('usr_a', 'acc_a', 'books:lend', 'books/bok_a');
// @ts-expect-error -- this vocabulary has no domains
export const foreign = library.can('usr_a', 'acc_a', 'domains:manage', 'domains/dom_a');
