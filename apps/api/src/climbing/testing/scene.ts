import {
  Account,
  Domain,
  Grant,
  grantColumns,
  Invitation,
  Membership,
  newId,
  restoreGrant,
  Service,
  User,
  type Em,
} from '@mandate/db';
import type { GrantSpec, Scope } from '@mandate/policy';
import type { AccessInput } from '../../contract/grants.ts';
import type { Caller, TestApi } from '../../testing.ts';
import type { Ground } from './judge.ts';
import { peopleCount, type Choice, type PartPlan } from './steps.ts';

export const password = 'a quiet river in spring';
export const day = 86_400_000;

export interface Known {
  id: string;
  email: string;
}

/** A membership as its row stands, with the grants that have not been ended. */
export interface Held {
  grants: (GrantSpec & { id: string })[];
  span: readonly [number, number];
  suspended: boolean;
  epoch: number;
}

export interface Offered {
  id: string;
  inviter: string;
  email: string;
  grants: GrantSpec[];
}

/** What the database says of the account now. */
export interface Rows {
  now: number;
  owners: string[];
  members: Map<string, Held>;
  open: Offered[];
}

/** An account of its own with five people; what is written here passes every rule but the database's. */
export class Scene {
  readonly account = newId('acc');
  readonly ground: Ground = { services: ids('svc'), domains: ids('dom') };
  readonly people: Known[] = [];
  readonly #callers = new Map<string, Promise<Caller>>();
  readonly api: TestApi;

  constructor(api: TestApi) {
    this.api = api;
  }

  em(): Em {
    return this.api.db.owner.em.fork();
  }

  /** @param first what the owner gave to the next people, from the start. */
  async build(passwordHash: string, first: readonly (readonly PartPlan[])[]): Promise<void> {
    const em = this.em();
    for (let n = 0; n < peopleCount; n += 1) {
      const id = newId('usr');
      const email = `${id.slice(4)}@people.example`;
      const verified = { locale: 'en', emailVerifiedAt: new Date(), passwordHash } as const;
      em.create(User, { id, email, name: `Person ${n}`, ...verified });
      this.people.push({ id, email });
    }
    const accountId = this.account;
    const owner = this.people[0]!.id;
    em.create(Account, { id: accountId, name: 'Acme', locale: 'en', ownerUserId: owner });
    em.create(Membership, { accountId, userId: owner });
    const server = { kind: 'server', plan: 'S', region: 'Paris', priceCents: 1, username: 'root' } as const;
    for (const id of this.ground.services)
      em.create(Service, { id, accountId, name: id, ...server, address: '', renewsOn: '2098-12-31' });
    const registrant = { registrantName: 'Olivia', registrantEmail: 'o@acme.example', nameservers: [] };
    for (const id of this.ground.domains)
      em.create(Domain, { id, accountId, name: `${id}.example`, ...registrant, expiresOn: '2098-12-31' });
    for (const [n, parts] of first.entries()) {
      const userId = this.people[n + 1]!.id;
      em.create(Membership, { accountId, userId });
      for (const spec of parts.flatMap((plan) => this.#specs(plan)))
        em.create(Grant, { id: newId('gra'), accountId, userId, givenBy: owner, ...grantColumns(spec) });
    }
    await em.flush();
  }

  /** A caller with a session of its own, made at the first act. */
  as({ id }: Known): Promise<Caller> {
    const caller = this.#callers.get(id) ?? this.api.as(id);
    this.#callers.set(id, caller);
    return caller;
  }

  #specs({ preset, permissions, services, domains, days }: PartPlan): GrantSpec[] {
    const scopes = { services: this.#scope(services, 'services'), domains: this.#scope(domains, 'domains') };
    const end = days === undefined ? {} : { end: new Date(Date.now() + days * day) };
    const whole = { billing: true, support: true, admin: true };
    if (preset !== undefined) return [{ preset, ...scopes, ...whole, ...end }];
    return permissions.map((permission) => ({ permission, ...scopes, ...whole, ...end }));
  }

  #scope({ which, ids: chosen, later }: Choice, area: keyof Ground): Scope {
    const all = this.ground[area];
    const named = which === 'all' ? [] : chosen.map((n) => all[n]!);
    if (which === 'only') return { only: named };
    return later ? { except: named } : { only: all.filter((id) => !named.includes(id)) };
  }

  /** What the picker would send. */
  inputs(parts: readonly PartPlan[]): AccessInput[] {
    const choice = ({ which, ids: chosen, later }: Choice, area: keyof Ground) => ({
      which,
      ids: chosen.map((n) => this.ground[area][n]!),
      later,
    });
    return parts.map(({ preset, permissions, services, domains, days }) => ({
      ...(preset === undefined ? {} : { preset }),
      permissions,
      without: [],
      services: choice(services, 'services'),
      domains: choice(domains, 'domains'),
      ...(days === undefined ? {} : { until: inDays(days) }),
    }));
  }

  async rows(): Promise<Rows> {
    const em = this.em();
    const [clock] = await em.execute<{ now: string | Date }[]>('select clock_timestamp() as now');
    const where = { accountId: this.account };
    const account = await em.findOneOrFail(Account, { id: this.account });
    const memberships = await em.find(Membership, { ...where, endedAt: null });
    const grants = await em.find(Grant, { ...where, endedAt: null });
    const open = await em.find(Invitation, { ...where, state: 'open' });
    const members = memberships.map((one): [string, Held] => [
      one.userId,
      {
        grants: grants.filter(({ userId }) => userId === one.userId).map(specOf),
        span: [one.startAt?.getTime() ?? -Infinity, one.endAt?.getTime() ?? Infinity],
        suspended: one.suspendedAt != null,
        epoch: one.epoch,
      },
    ]);
    return {
      now: new Date(clock!.now).getTime(),
      owners: memberships.filter(({ userId }) => userId === account.ownerUserId).map(({ userId }) => userId),
      members: new Map(members),
      open: open.map(({ id, inviterUserId, email, grants: offered }) => ({
        ...{ id, inviter: inviterUserId, email, grants: offered.map(restoreGrant) },
      })),
    };
  }

  /** So many days pass: every date of the account moves back. */
  async pass(days: number): Promise<void> {
    const em = this.em();
    const back = `- interval '${days} days'`;
    const move = (table: string, columns: readonly string[]) =>
      em.execute(
        `update ${table} set ${columns.map((column) => `${column} = ${column} ${back}`).join(', ')}
         where account_id = ?`,
        [this.account],
        'run',
      );
    await move('grants', ['start_at', 'end_at']);
    await move('memberships', ['start_at', 'end_at']);
    await move('ownership_offers', ['expires_at']);
    for (const invitation of await em.find(Invitation, { accountId: this.account })) {
      const earlier = (at: string | undefined) =>
        at === undefined ? {} : { at: new Date(Date.parse(at) - days * day).toISOString() };
      const grants = invitation.grants.map(({ start, end, ...rest }) => ({
        ...rest,
        ...(start ? { start: earlier(start).at! } : {}),
        ...(end ? { end: earlier(end).at! } : {}),
      }));
      invitation.grants = grants;
      invitation.expiresAt = new Date(invitation.expiresAt.getTime() - days * day);
    }
    await em.flush();
  }
}

const ids = (prefix: 'svc' | 'dom') => Array.from({ length: 3 }, () => newId(prefix));

const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

function specOf(grant: Grant): GrantSpec & { id: string } {
  const { id, preset, permission, services, domains, billing, support, admin, startAt, endAt } = grant;
  return {
    ...{ id, billing, support, admin, start: startAt },
    ...(preset == null ? {} : { preset }),
    ...(permission == null ? {} : { permission }),
    ...(services == null ? {} : { services }),
    ...(domains == null ? {} : { domains }),
    ...(endAt == null ? {} : { end: endAt }),
  };
}
