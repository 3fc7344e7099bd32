import { createHash, randomBytes } from 'node:crypto';
import type { EntityClass, RequiredEntityData } from '@mikro-orm/core';
import { Account, Domain, Grant, Invitation, Membership, Service, Session, User } from '../entities/index.ts';
import { grantColumns, storeGrant } from '../grant-specs.ts';
import { newId } from '../ids.ts';
import type { Orm } from '../orm.ts';
import type { GrantSpec } from '../policy-types.ts';

type Some<T> = Partial<RequiredEntityData<T>>;

export interface MemberSetup extends Some<Membership> {
  /** Who gave the grants; the owner unless said otherwise. */
  givenBy?: string;
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** Builders that write rows as the owner of the database, past all rules but the database's own. */
export function make(owner: Orm) {
  let count = 0;
  const next = () => (count += 1);

  /** Writes one row in a transaction of its own and returns it as it was read back. */
  async function row<T extends object>(entity: EntityClass<T>, data: RequiredEntityData<T>): Promise<T> {
    const em = owner.em.fork();
    const made = em.create(entity, data);
    await em.flush();
    return made;
  }

  async function user(some: Some<User> = {}): Promise<User> {
    const n = next();
    const name = some.name ?? `Person ${n}`;
    const email = `person${n}@people.example`;
    return row(User, { id: newId('usr'), name, email, emailVerifiedAt: new Date(), locale: 'en', ...some });
  }

  async function account(ownerUserId: string, some: Some<Account> = {}): Promise<Account> {
    const em = owner.em.fork();
    const id = some.id ?? newId('acc');
    const made = em.create(Account, { name: `Account ${next()}`, locale: 'en', ...some, id, ownerUserId });
    em.create(Membership, { accountId: id, userId: ownerUserId });
    await em.flush();
    return made;
  }

  async function grant(accountId: string, userId: string, spec: GrantSpec, some: Some<Grant> = {}) {
    const { ownerUserId } = await owner.em.fork().findOneOrFail(Account, { id: accountId });
    const base = { id: newId('gra'), accountId, userId, givenBy: ownerUserId };
    return row(Grant, { ...base, ...grantColumns(spec), ...some });
  }

  async function member(
    accountId: string,
    userId: string,
    grants: readonly GrantSpec[] = [],
    setup: MemberSetup = {},
  ): Promise<Membership> {
    const { givenBy, ...some } = setup;
    const made = await row(Membership, { ...some, accountId, userId });
    for (const spec of grants) await grant(accountId, userId, spec, givenBy === undefined ? {} : { givenBy });
    return made;
  }

  async function domain(accountId: string, some: Some<Domain> = {}): Promise<Domain> {
    const name = `domain-${next()}.example`;
    const registrant = { registrantName: 'Olivia Owens', registrantEmail: 'olivia@acme.example' };
    const nameservers = ['ns1.mandate.example', 'ns2.mandate.example'];
    return row(Domain, {
      ...{ id: newId('dom'), name, expiresOn: inDays(200), nameservers, ...registrant, ...some },
      accountId,
    });
  }

  async function service(accountId: string, some: Some<Service> = {}): Promise<Service> {
    const n = next();
    const plan = { kind: 'server', plan: 'Server M', region: 'Paris', priceCents: 2400 } as const;
    const place = { address: `192.0.2.${(n % 250) + 1}`, username: 'root', renewsOn: inDays(30) };
    return row(Service, { id: newId('svc'), name: `web-${n}`, ...plan, ...place, ...some, accountId });
  }

  /** A signed-in person: the token is what the browser would hold. */
  async function session(userId: string, some: Some<Session> = {}) {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + day);
    const made = await row(Session, {
      ...{ id: sha256(token), publicId: newId('ses'), expiresAt, ...some },
      userId,
    });
    return { token, session: made };
  }

  async function invitation(
    accountId: string,
    inviterUserId: string,
    grants: readonly GrantSpec[],
    some: Some<Invitation> = {},
  ) {
    const token = randomBytes(32).toString('base64url');
    const made = await row(Invitation, {
      ...{ id: newId('ivt'), email: `person${next()}@people.example`, locale: 'en', way: 'mailed' },
      ...{ expiresAt: new Date(Date.now() + 7 * day), tokenHash: sha256(token), ...some },
      ...{ accountId, inviterUserId, grants: grants.map(storeGrant) },
    });
    return { token, invitation: made };
  }

  return { row, user, account, member, grant, domain, service, session, invitation };
}

export type Make = ReturnType<typeof make>;
