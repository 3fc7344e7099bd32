import { randomBytes } from 'node:crypto';
import {
  Account,
  Grant,
  Invitation,
  Membership,
  newId,
  OwnershipOffer,
  Session,
  User,
  type Em,
} from '@mandate/db';
import { hashToken, newToken } from '../../auth/secret.ts';
import { digestOf } from '../../features/invitations/digest.ts';
import { areaOf, namedIn } from './oracle.ts';
import type { Gift, Person, State } from './people.ts';
import { containerIds, fillAccount } from './things.ts';

/** What is the same in every world: a password and its hash, a key, and an account that invites everybody. */
export interface Ground {
  password: string;
  passwordHash: string;
  mailKey: string;
  mail: string;
  host: { account: string; owner: string };
}

/** Every id and word of a world that an input may need. */
export type Ids = ReturnType<typeof makeIds>;

export interface World {
  person: Person;
  ids: Ids;
  /** The person's session; null for the anonymous. */
  token: string | null;
}

const address = () => `p${randomBytes(9).toString('hex')}@people.example`;

function makeIds(ground: Ground) {
  const ids = {
    ...{ account: newId('acc'), person: newId('usr'), owner: newId('usr') },
    ...{ member: newId('usr'), resting: newId('usr'), handOver: newId('off') },
    ...{ invitation: newId('ivt'), invitationToken: newToken(), handOff: newToken(), offer: newId('ivt') },
    ...{ email: address(), newEmail: address(), invitedEmail: address(), password: ground.password },
    ...{ verifyToken: newToken(), resetToken: newToken(), changeToken: newToken(), session: newId('ses') },
    ...containerIds(),
    mail: ground.mail,
  };
  const grants = [weak];
  const toAnother = { id: ids.invitation, accountId: ids.account, email: ids.invitedEmail, grants };
  const toPerson = { id: ids.offer, accountId: ground.host.account, email: ids.email, grants };
  return { ...ids, seen: digestOf(toAnother), offerSeen: digestOf(toPerson) };
}

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const weak = { permission: 'admin:members', admin: true };

/** An account with something of every kind in it, its people, and the person of the cell. */
export async function makeWorld(
  em: Em,
  ground: Ground,
  person: Person,
  state: State = 'active',
): Promise<World> {
  const ids = makeIds(ground);
  if (person.kind === 'owner') ids.owner = ids.person;
  const token = person.kind === 'anonymous' ? null : newToken();
  for (const id of new Set([ids.person, ids.owner, ids.member, ids.resting])) addUser(em, ground, ids, id);
  em.create(Account, {
    ...{ id: ids.account, name: 'Acme', locale: 'en', ownerUserId: ids.owner, state },
  });
  em.create(Membership, { accountId: ids.account, userId: ids.owner });
  em.create(Membership, { accountId: ids.account, userId: ids.member });
  const asleep = { suspendedAt: inDays(-1), suspendedBy: ids.owner };
  em.create(Membership, { accountId: ids.account, userId: ids.resting, ...asleep });
  for (const userId of [ids.member, ids.resting]) addGrant(em, ids, userId, weak);
  addPerson(em, ids, person);
  addSessions(em, ids, token);
  addInvitations(em, ground, ids);
  addHandOver(em, ids, person);
  fillAccount(em, ground, ids, isMember(person) ? ids.person : ids.owner);
  await em.flush();
  return { person, ids, token };
}

const isMember = ({ kind }: Person): boolean => kind !== 'anonymous' && kind !== 'outsider';

function addUser(em: Em, ground: Ground, ids: Ids, id: string): void {
  const email = id === ids.person ? ids.email : address();
  const name = { [ids.person]: 'Pia Person', [ids.member]: 'Mia Member' }[id] ?? 'Olivia Owens';
  em.create(User, {
    ...{ id, email, name, locale: 'en', emailVerifiedAt: inDays(-9), passwordHash: ground.passwordHash },
  });
}

type Columns = Pick<Grant, 'userId'> & { permission?: string; preset?: string };

function addGrant(em: Em, ids: Ids, userId: string, columns: Omit<Columns, 'userId'> & object): void {
  const base = { id: newId('gra'), accountId: ids.account, userId, givenBy: ids.owner, startAt: inDays(-1) };
  em.create(Grant, { preset: null, permission: null, endAt: null, ...base, ...columns });
}

function addPerson(em: Em, ids: Ids, { kind, grants = [] }: Person): void {
  const own = { accountId: ids.account, userId: ids.person };
  if (kind === 'outsider') {
    const id = newId('acc');
    em.create(Account, { id, name: 'Elsewhere', locale: 'en', ownerUserId: ids.person });
    em.create(Membership, { accountId: id, userId: ids.person });
  }
  if (kind === 'anonymous' || kind === 'outsider' || kind === 'owner') return;
  const ended = kind === 'removed' || kind === 'left' || kind === 'expired';
  em.create(Membership, {
    ...own,
    ...(ended ? { endedAt: inDays(-1), endReason: kind } : {}),
    ...(kind === 'suspended' ? { suspendedAt: inDays(-1), suspendedBy: ids.owner } : {}),
    ...(kind === 'not started' ? { startAt: inDays(9) } : {}),
    ...(kind === 'ended' ? { endAt: inDays(-1) } : {}),
  });
  for (const gift of grants) addGrant(em, ids, ids.person, columnsOf(gift, ids));
}

/** A grant names the areas of its permissions: containers by its reach, the others whole. */
function columnsOf(gift: Gift, ids: Ids): object {
  const name = 'preset' in gift ? { preset: gift.preset } : { permission: gift.permission };
  const areas: Record<string, unknown> = {};
  for (const area of namedIn(gift).map(areaOf))
    areas[area] = area === 'services' || area === 'domains' ? scopeOf(gift, area, ids) : true;
  return { ...name, ...areas };
}

function scopeOf({ reach }: Gift, area: 'services' | 'domains', ids: Ids): object {
  if (reach === 'all') return { except: [] };
  const [mine, other, prefix] =
    area === 'services'
      ? ([ids.service, ids.otherService, 'svc'] as const)
      : ([ids.domain, ids.otherDomain, 'dom'] as const);
  return { only: [{ this: mine, another: other, gone: newId(prefix) }[reach]] };
}

function addSessions(em: Em, ids: Ids, token: string | null): void {
  const own = { userId: ids.person, expiresAt: inDays(9) };
  em.create(Session, { ...own, id: hashToken(newToken()), publicId: ids.session });
  if (token) em.create(Session, { ...own, id: hashToken(token), publicId: newId('ses') });
}

function addInvitations(em: Em, { host }: Ground, ids: Ids): void {
  const open = { locale: 'en', way: 'mailed', expiresAt: inDays(7), grants: [weak] } as const;
  em.create(Invitation, {
    ...{ ...open, id: ids.invitation, accountId: ids.account, email: ids.invitedEmail },
    ...{ inviterUserId: ids.owner, tokenHash: hashToken(ids.invitationToken) },
  });
  em.create(Invitation, {
    ...{ ...open, id: ids.offer, accountId: host.account, email: ids.email },
    ...{ inviterUserId: host.owner, tokenHash: hashToken(newToken()) },
  });
}

/** The account is offered to the person of the cell where that can be, else to another member. */
function addHandOver(em: Em, ids: Ids, person: Person): void {
  const toUserId = isMember(person) && person.kind !== 'owner' ? ids.person : ids.member;
  em.create(OwnershipOffer, {
    ...{ id: ids.handOver, accountId: ids.account, fromUserId: ids.owner, toUserId },
    ...{ afterwards: 'colleague', expiresAt: inDays(1) },
  });
}
