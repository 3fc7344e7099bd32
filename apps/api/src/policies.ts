import { followPolicies, type Following, type Policy } from '@mandate/policy';
import type { Services } from './context.ts';

type Kept = Pick<Services, 'env' | 'unknownNames' | 'log'> & { policy: Policy };

/** Puts changed policy files in force once they prove sound; broken ones stay out and the log says where they break. */
export function followPolicyFiles({ env, policy, unknownNames, log }: Kept): Following {
  return followPolicies(policy, {
    dir: env.POLICIES_DIR,
    swapped: ({ version }) => {
      // what was unknown may be known now; what still is will be met again
      unknownNames.clear();
      log.info({ policies: version }, 'changed policy files are in force');
    },
    refused: (error) =>
      log.error(
        {
          policies: policy.bundle.version,
          faults: error instanceof Error ? error.message.split('\n') : error,
        },
        'changed policy files are refused; the old ones stay in force',
      ),
  });
}
