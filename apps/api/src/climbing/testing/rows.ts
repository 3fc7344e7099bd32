import { restoreGrant, type Em, type StoredGrant } from '@mandate/db';
import type { GrantSpec, Scope } from '@mandate/policy';
import { digestOf } from '../../features/invitations/digest.ts';

export type GrantRow = GrantSpec & { id: string; givenBy: string };

/** A membership as its row stands, with the grants that have not been ended. */
export interface Held {
  grants: GrantRow[];
  span: readonly [number, number];
  suspended: boolean;
  epoch: number;
}

export interface Offered {
  id: string;
  inviter: string;
  email: string;
  grants: GrantSpec[];
  /** What its page carries. */
  seen: string;
}

/** What the database says of the account now. */
export interface Rows {
  now: number;
  owners: string[];
  members: Map<string, Held>;
  open: Offered[];
}

interface Read {
  now: string;
  owner: string;
  members:
    { id: string; start: string | null; end: string | null; suspended: boolean; epoch: number }[] | null;
  grants: (Stored & { id: string; user: string; by: string })[] | null;
  open: { id: string; inviter: string; email: string; grants: StoredGrant[] }[] | null;
}

interface Stored {
  preset: string | null;
  permission: string | null;
  services: Scope | null;
  domains: Scope | null;
  billing: boolean;
  support: boolean;
  admin: boolean;
  start: string;
  end: string | null;
}

const read = `select clock_timestamp() as now, a.owner_user_id as owner,
  (select json_agg(json_build_object('id', user_id, 'start', start_at, 'end', end_at,
     'suspended', suspended_at is not null, 'epoch', epoch))
   from memberships where account_id = a.id and ended_at is null) as members,
  (select json_agg(json_build_object('id', id, 'user', user_id, 'by', given_by, 'preset', preset,
     'permission', permission, 'services', services, 'domains', domains, 'billing', billing, 'support', support,
     'admin', admin, 'start', start_at, 'end', end_at) order by id)
   from grants where account_id = a.id and ended_at is null) as grants,
  (select json_agg(json_build_object('id', id, 'inviter', inviter_user_id, 'email', email, 'grants', grants))
   from invitations where account_id = a.id and state = 'open') as open
  from accounts a where a.id = ?`;

export async function readRows(em: Em, account: string): Promise<Rows> {
  const [found] = await em.execute<[Read]>(read, [account]);
  const members = (found.members ?? []).map(({ id, start, end, suspended, epoch }): [string, Held] => [
    id,
    {
      grants: (found.grants ?? []).filter(({ user }) => user === id).map(specOf),
      span: [start === null ? -Infinity : Date.parse(start), end === null ? Infinity : Date.parse(end)],
      suspended,
      epoch,
    },
  ]);
  return {
    now: new Date(found.now).getTime(),
    owners: members.filter(([id]) => id === found.owner).map(([id]) => id),
    members: new Map(members),
    open: (found.open ?? []).map(({ grants, ...rest }) => ({
      ...rest,
      grants: grants.map(restoreGrant),
      seen: digestOf({ ...rest, accountId: account, grants }),
    })),
  };
}

function specOf(row: Stored & { id: string; by: string }): GrantRow {
  const { id, by, preset, permission, services, domains, billing, support, admin, start, end } = row;
  return {
    ...{ id, givenBy: by, billing, support, admin, start: new Date(start) },
    ...(preset === null ? {} : { preset }),
    ...(permission === null ? {} : { permission }),
    ...(services === null ? {} : { services }),
    ...(domains === null ? {} : { domains }),
    ...(end === null ? {} : { end: new Date(end) }),
  };
}
