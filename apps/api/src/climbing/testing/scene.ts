import {
  Account,
  Domain,
  Grant,
  grantColumns,
  Membership,
  newId,
  Service,
  Session,
  User,
  type Em,
} from '@mandate/db';
import { hashToken, newToken } from '../../auth/secret.ts';
import { callerWith, type Caller, type TestApi } from '../../testing.ts';
import type { Ground } from './judge.ts';
import { day, specsOf } from './plans.ts';
import { readRows, type Rows } from './rows.ts';
import { peopleCount, type PartPlan } from './steps.ts';

export const password = 'a quiet river in spring';

export interface Known {
  id: string;
  email: string;
  /** Signed in, all the time. */
  caller: Caller;
}

/** An account of its own with its people; what is written here passes every rule but the database's. */
export class Scene {
  readonly account = newId('acc');
  readonly ground: { services: string[]; domains: string[] } & Ground = { services: [], domains: [] };
  readonly people: Known[] = [];
  readonly api: TestApi;

  constructor(api: TestApi) {
    this.api = api;
  }

  em(): Em {
    return this.api.db.owner.em.fork();
  }

  rows(): Promise<Rows> {
    return readRows(this.em(), this.account);
  }

  /** @param first what the owner gave to the next people, from the start. */
  async build(passwordHash: string, first: readonly (readonly PartPlan[])[]): Promise<void> {
    const em = this.em();
    for (let n = 0; n < peopleCount; n += 1) {
      const id = newId('usr');
      const email = `${id.slice(4)}@people.example`;
      const verified = { locale: 'en', emailVerifiedAt: new Date(), passwordHash } as const;
      em.create(User, { id, email, name: `Person ${n}`, ...verified });
      const token = newToken();
      const session = { id: hashToken(token), publicId: newId('ses'), userId: id };
      em.create(Session, { ...session, expiresAt: new Date(Date.now() + day) });
      this.people.push({ id, email, caller: callerWith(this.api, { userId: id, token }) });
    }
    const accountId = this.account;
    const owner = this.people[0]!.id;
    // days are counted as the judge counts them
    em.create(Account, { id: accountId, name: 'Acme', locale: 'en', timeZone: 'UTC', ownerUserId: owner });
    em.create(Membership, { accountId, userId: owner });
    for (let n = 0; n < 3; n += 1) for (const area of ['services', 'domains'] as const) this.#add(em, area);
    for (const [n, parts] of first.entries()) {
      const userId = this.people[n + 1]!.id;
      em.create(Membership, { accountId, userId });
      for (const spec of parts.flatMap((plan) => specsOf(this.ground, plan)))
        em.create(Grant, { id: newId('gra'), accountId, userId, givenBy: owner, ...grantColumns(spec) });
    }
    await em.flush();
  }

  #add(em: Em, area: keyof Ground): string {
    const id = newId(area === 'services' ? 'svc' : 'dom');
    const row = { id, accountId: this.account, name: `${id}.example` };
    const server = { kind: 'server', plan: 'S', region: 'Paris', priceCents: 1, username: 'root' } as const;
    const registrant = { registrantName: 'Olivia', registrantEmail: 'o@acme.example', nameservers: [] };
    if (area === 'services') em.create(Service, { ...row, ...server, address: '', renewsOn: '2098-12-31' });
    else em.create(Domain, { ...row, ...registrant, expiresOn: '2098-12-31' });
    this.ground[area].push(id);
    return id;
  }

  async comes(area: keyof Ground): Promise<string> {
    const em = this.em();
    const id = this.#add(em, area);
    await em.flush();
    return id;
  }

  /** It leaves the account; one of each stays. */
  async goes(area: keyof Ground, which: number): Promise<void> {
    const ids = this.ground[area];
    if (ids.length === 1) return;
    const [id] = ids.splice(which % ids.length, 1);
    await this.em().execute(`delete from ${area} where account_id = ? and id = ?`, [this.account, id], 'run');
  }

  /** So many days pass: every date of the account moves back. */
  async pass(days: number): Promise<void> {
    const em = this.em();
    const back = (column: string) => `${column} = ${column} - interval '${days} days'`;
    const move = (table: string, ...columns: string[]) =>
      em.execute(
        `update ${table} set ${columns.map(back).join(', ')} where account_id = ?`,
        [this.account],
        'run',
      );
    await move('grants', 'start_at', 'end_at');
    await move('memberships', 'start_at', 'end_at');
    await move('ownership_offers', 'expires_at');
    await em.execute(
      `update invitations set ${back('expires_at')}, grants = (
         select jsonb_agg(g || coalesce((
           select jsonb_object_agg(d.key, to_char((d.value::timestamptz - interval '${days} days') at time zone 'UTC',
             'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
           from jsonb_each_text(g) d where d.key in ('start', 'end')), '{}'))
         from jsonb_array_elements(grants) g)
       where account_id = ?`,
      [this.account],
      'run',
    );
  }
}
