import { initTRPC, type TRPCError } from '@trpc/server';
import { inTransaction, type Em, type TransactionContext } from '@mandate/db';
import type { Permission } from '@mandate/policy';
import { authorize, standing, type OpenTo } from './access.ts';
import { hashingTurns } from './auth/passwords.ts';
import { validateSession, stillSignedIn } from './auth/sessions.ts';
import type { Context } from './context.ts';
import { asTRPCError, isDeadlock, Refusal, refusalBody } from './errors.ts';
import { lockFor, type LocksOf } from './locks.ts';
import { anywhere, idIn, type Raw, type Target } from './targets.ts';

/** What the builder knows of a procedure; the sweep reads it. */
export interface Meta {
  asks: 'public' | 'user' | 'member' | Permission;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => ({
      code: shape.code,
      message: error.code,
      data: refusalBody(error, ctx?.request.locale ?? 'en'),
    }),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const attempts = 4;

/** Runs the rest of the call in one transaction; a deadlock repeats it whole. */
async function transact<Result extends { ok: boolean }>(
  ctx: Context,
  settings: TransactionContext,
  work: (em: Em) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(ctx.orm, settings, async (em) => {
        const result = await work(em);
        // next() reports a failure instead of throwing it: only a throw rolls back
        if (!result.ok) throw (result as unknown as { error: TRPCError }).error;
        return result;
      });
    } catch (error) {
      if (!isDeadlock(error) || attempt === attempts) throw error;
    }
  }
}

const base = t.procedure.use(async ({ ctx, type, path, next }) => {
  const result = await next();
  if (result.ok) {
    if (type === 'mutation') ctx.wake();
    return result;
  }
  const error = asTRPCError(result.error);
  if (error.code === 'INTERNAL_SERVER_ERROR')
    ctx.log.error({ path, request: ctx.request.id, err: error.cause }, 'failed');
  else if (error.code === 'SERVICE_UNAVAILABLE')
    ctx.log.warn({ path, request: ctx.request.id, err: error.cause?.cause }, 'gave up for now');
  else if (error.cause instanceof Refusal)
    ctx.log.info(
      {
        path,
        request: ctx.request.id,
        refusal: error.cause.code,
        permission: error.cause.details.permission,
      },
      'refused',
    );
  throw error;
});

async function rawOf(getRawInput: () => Promise<unknown>): Promise<Raw> {
  const raw = await getRawInput();
  return typeof raw === 'object' && raw !== null ? (raw as Raw) : {};
}

const signedIn = base.use(async ({ ctx, type, getRawInput, next }) => {
  const person = await validateSession(ctx, ctx.request.token);
  if (!person) throw new Refusal('UNAUTHENTICATED');
  const raw = await rawOf(getRawInput);
  const shown = `${person.user.id}/${typeof raw.account === 'string' ? raw.account : '-'}`;
  if (type === 'mutation' && ctx.request.shown !== shown)
    throw new Refusal('STALE_PAGE', { words: { name: person.user.name } });
  return next({ ctx: { ...person, raw } });
});

const unnamed = t.middleware(({ ctx, type, next }) =>
  transact(ctx, { readOnly: type === 'query' }, (em) => next({ ctx: { em } })),
);

/** Anybody, signed in or not. */
export const publicProcedure = base.meta({ asks: 'public' }).use(unnamed);

/** Anybody, where it counts whose login they show: read before the transaction, or each call would need two connections. */
export const visitorProcedure = base
  .meta({ asks: 'public' })
  .use(async ({ ctx, next }) => {
    const person = await validateSession(ctx, ctx.request.token);
    return next({ ctx: { visitor: person && person.user } });
  })
  .use(unnamed);

/** Anybody who shows or sets a password: so few at once that hashing never takes the connections of all others. */
export const passwordProcedure = base
  .meta({ asks: 'public' })
  .use(({ next }) => hashingTurns(() => next()))
  .use(unnamed);

/** Anybody who is signed in; about themself. */
export const userProcedure = signedIn.meta({ asks: 'user' }).use(({ ctx, type, next }) =>
  transact(
    ctx,
    {
      user: ctx.user.id,
      email: ctx.user.emailVerified ? ctx.user.email : undefined,
      readOnly: type === 'query',
    },
    async (em) => {
      if (type === 'mutation') await stillSignedIn(em, ctx.session.id);
      return next({ ctx: { em } });
    },
  ),
);

interface MemberOptions {
  /** Standings, besides active, in which a member may still do this (S11). */
  openTo?: OpenTo;
  /** Rows this changes or must hold still, beyond sharing the account and the own membership (S13). */
  locks?: LocksOf;
}

const member = ({ openTo = [], locks }: MemberOptions) =>
  signedIn.use(({ ctx, type, next }) => {
    const accountId = idIn(ctx.raw, 'account');
    if (!accountId) throw new Refusal('ACCOUNT_NOT_FOUND');
    const settings = { account: accountId, user: ctx.user.id, readOnly: type === 'query' };
    return transact(ctx, settings, async (em) => {
      if (type === 'mutation') {
        await stillSignedIn(em, ctx.session.id);
        await lockFor(em, { accountId, userId: ctx.user.id }, locks?.(ctx.raw, ctx.user.id));
      }
      const access = await standing(em, ctx, { accountId, openTo, mutation: type === 'mutation' });
      return next({ ctx: { em, ...access } });
    });
  });

/** Any member of the account in the input; what everybody may do there, such as leaving. */
export const memberProcedure = (options: MemberOptions = {}) => member(options).meta({ asks: 'member' });

interface AccountOptions {
  /** What the permission is asked about; default: anything in its area, for lists. */
  on?: Target;
  locks?: LocksOf;
}

/** A member who holds `permission` on the target, decided in the transaction that does the work. */
export const accountProcedure = (permission: Permission, { on = anywhere, locks }: AccountOptions = {}) =>
  member({ locks })
    .meta({ asks: permission })
    .use(async ({ ctx, next }) => {
      const address = await authorize(ctx, permission, on);
      return next({ ctx: { address } });
    });
