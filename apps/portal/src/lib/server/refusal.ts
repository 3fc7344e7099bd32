import { z } from 'zod';
import { m } from '@mandate/messages';
import type { RefusalDetails } from '#lib/types.ts';

const details: z.ZodType<RefusalDetails> = z.looseObject({
  permission: z.string().optional(),
  permissionLabel: z.string().optional(),
  who: z.array(z.string()).optional(),
  account: z.string().optional(),
  retryAfter: z.number().optional(),
  words: z.record(z.string(), z.string()).optional(),
});

const body = z.object({
  code: z.string(),
  message: z.string().optional(),
  httpStatus: z.number().int().min(400).max(599),
  fields: z.record(z.string(), z.string()).optional(),
  details: details.optional(),
});

/** The API said no; its message is already in the request's language. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly details: RefusalDetails;

  constructor(answer: z.infer<typeof body>, cause?: unknown) {
    super(answer.message ?? m.refusals_internal(), { cause });
    this.status = answer.httpStatus;
    this.code = answer.code;
    this.fields = answer.fields ?? {};
    this.details = answer.details ?? {};
  }
}

/** The API was not there to take the call. Any other silence may come after it has done what was asked. */
function unreached(cause: unknown): boolean {
  for (let at = cause; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === 'ECONNREFUSED') return true;
  return false;
}

/** One reading of everything that can go wrong on the way to the API, and back. */
export function readRefusal(cause: unknown, call: 'query' | 'mutate' = 'query'): ApiRefusal {
  if (cause instanceof ApiRefusal) return cause;
  const answer = body.safeParse(cause instanceof Error && 'data' in cause ? cause.data : undefined);
  if (answer.success) return new ApiRefusal(answer.data, cause);
  const [code, message] =
    call === 'query' || unreached(cause)
      ? (['TRY_AGAIN', m.refusals_try_again()] as const)
      : (['OUTCOME_UNKNOWN', m.refusals_outcome_unknown()] as const);
  return new ApiRefusal({ code, message, httpStatus: 503 }, cause);
}
