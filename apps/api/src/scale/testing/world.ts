import { areas, type Areas } from '../../features/areas.testing.ts';
import type { Caller } from '../../testing.ts';
import {
  fillAccounts,
  fillContainers,
  fillInvitations,
  fillMembers,
  fillSingles,
  idOf,
  stride,
} from './fill.ts';

/** Of members and invitations; a person's accounts and single-domain grants grow along with them. */
const counts = {
  some: { members: 10, domains: 10, singles: 3, accounts: 10 },
  many: { members: 1000, domains: 1000, singles: 30, accounts: 100 },
  full: { members: 10_000, domains: 5000, singles: 300, accounts: 1000 },
} as const;

export type Size = keyof typeof counts;
export const eachSize = Object.keys(counts) as Size[];
export const singlesOf = (size: Size): number => counts[size].singles;

export interface Place {
  account: string;
  owner: Caller;
  /** Manages users, and one domain. */
  manager: Caller;
  /** Holds many grants, each of one domain. */
  keeper: Caller;
}

type Agent = Caller & { id: string };

/** The number of the first domain of each account. */
export const domainsOf = (place: number): number => place * stride;
export const keeperOf = (place: number): number => (place + 4) * stride;

const admin = (permission: string) => ({ permission, admin: true });
const manages = (domain: string) => [
  admin('admin:users'),
  { permission: 'domains:manage', domains: { only: [domain] } },
];

async function placeOf({ make, api, em }: Areas, size: Size, place: number): Promise<Place> {
  const { members, domains, singles } = counts[size];
  const { id: owner } = await make.user({ name: 'Olivia Owens' });
  const { id: account } = await make.account(owner, { name: `Acme ${size}` });
  const manager = await make.user({ name: 'Marek' });
  const keeper = await make.user({ id: idOf('usr', keeperOf(place)), name: 'Keeper' });
  await make.member(account, keeper.id);
  const at = { account, owner, place };
  await em().transactional(async (inner) => {
    await fillContainers(inner, at, domains);
    await fillMembers(inner, at, members);
    await fillInvitations(inner, at, members);
    await fillSingles(inner, at, keeperOf(place), singles);
  });
  await make.member(account, manager.id, manages(idOf('dom', domainsOf(place))));
  return {
    account,
    owner: await api.as(owner),
    manager: await api.as(manager.id),
    keeper: await api.as(keeper.id),
  };
}

/** Three accounts of different size, and three people who are members of few and of very many. */
export async function scaled() {
  const world = await areas();
  const places: Partial<Record<Size, Place>> = {};
  const agents: Partial<Record<Size, Agent>> = {};
  for (const [n, size] of eachSize.entries()) {
    places[size] = await placeOf(world, size, n);
    const { id } = await world.make.user({ name: 'Ada' });
    const at = { place: 10 + n, owner: world.olivia.id, person: id };
    await world.em().transactional((inner) => fillAccounts(inner, at, counts[size].accounts));
    agents[size] = { id, ...(await world.api.as(id)) };
  }
  await world.em().execute('analyze');
  return { world, places: places as Record<Size, Place>, agents: agents as Record<Size, Agent> };
}

export type Scaled = Awaited<ReturnType<typeof scaled>>;
