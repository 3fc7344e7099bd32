import type { Row } from '../rows.ts';
import { peer } from './peer.ts';

interface Entity {
  type: string;
  id: string;
}

interface Cedar {
  preparsePolicySet(id: string, policies: { staticPolicies: string }): { type: string };
  statefulIsAuthorized(call: {
    principal: Entity;
    action: Entity;
    resource: Entity;
    context: object;
    preparsedPolicySetId: string;
    validateRequest?: boolean;
    entities: { uid: Entity; attrs: object; parents: Entity[] }[];
  }): { type: 'success'; response: { decision: 'allow' | 'deny' } } | { type: 'failure' };
}

const cedar = await peer<{ default?: Cedar } & Cedar>('@cedar-policy/cedar-wasm/nodejs');
const api = cedar.default ?? cedar;

/** One parsed policy set of these rows; a resource lies in every stem above it. */
export function cedarSet(
  name: string,
  rows: readonly Row[],
): (sub: string, acc: string, action: string, resource: string) => boolean {
  const text = rows.map(([sub, acc, resource, action, effect]) => {
    const where = resource.endsWith('/**')
      ? `resource in Stem::"${resource.slice(0, -3)}"`
      : `resource == Thing::"${resource}"`;
    const verb = effect === 'allow' ? 'permit' : 'forbid';
    return `${verb}(principal == User::"${sub} ${acc}", action == Action::"${action}", ${where});`;
  });
  const parsed = api.preparsePolicySet(name, { staticPolicies: text.join('\n') });
  if (parsed.type !== 'success') throw new Error('Cedar refused the policies');
  return (sub, acc, action, resource) => {
    const uid = { type: 'Thing', id: resource };
    const words = resource.split('/');
    const parents = words.map((_, count) => ({ type: 'Stem', id: words.slice(0, count + 1).join('/') }));
    const answer = api.statefulIsAuthorized({
      principal: { type: 'User', id: `${sub} ${acc}` },
      action: { type: 'Action', id: action },
      resource: uid,
      context: {},
      preparsedPolicySetId: name,
      entities: [{ uid, attrs: {}, parents }],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}
