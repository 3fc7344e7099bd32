import { currentLocale } from '@mandate/messages';
import { speaks } from '../support/accepting.ts';
import { login, signIn } from '../support/people.ts';
import type { Visitor } from '../support/visitor.ts';
import type { World } from '../support/world.ts';

/** What the policy files call the permissions that are missing in these stories. */
const labels = {
  en: {
    'services:view': 'See services',
    'domains:view': 'See domains',
    'billing:view': 'See invoices',
    'admin:members': 'See users',
    'admin:users': 'Manage users',
  },
  fr: {
    'services:view': 'Voir les services',
    'domains:view': 'Voir les domaines',
    'billing:view': 'Voir les factures',
    'admin:members': 'Voir les utilisateurs',
    'admin:users': 'Gérer les utilisateurs',
  },
} as const;

export const label = (permission: keyof (typeof labels)['en']): string => labels[currentLocale()][permission];

/** The owner of one of the demo's accounts, signed in; those of small accounts are given the demo's password first. */
export async function ownerOf(world: World, account: string, scripts = true): Promise<Visitor> {
  const em = world.db.owner.em.fork();
  const [owner] = await em.execute<{ email: string }[]>(
    `update users set password_hash = coalesce(password_hash, (select password_hash from users where email = ?))
     where id = (select owner_user_id from accounts where name = ?) returning email`,
    [login('olivia').email, account],
  );
  if (!owner) throw new Error(`Nobody owns ${account}.`);
  const visitor = await world.visitor({ scripts, locale: currentLocale() });
  await signIn(visitor, { email: owner.email, password: login('olivia').password });
  await speaks(visitor);
  return visitor;
}

/** Lets days pass for somebody's access: its dates move into the past. */
export async function pass(world: World, days: number, email: string, account: string): Promise<void> {
  const em = world.db.owner.em.fork();
  const of = `account_id = (select id from accounts where name = ?) and user_id = (select id from users where email = ?)`;
  const earlier = (column: string) => `${column} = ${column} - interval '${days} days'`;
  await em.execute(`update memberships set ${earlier('created_at')} where ${of}`, [account, email], 'run');
  await em.execute(
    `update grants set ${['created_at', 'start_at', 'end_at'].map(earlier).join(', ')}
     where ended_at is null and ${of}`,
    [account, email],
    'run',
  );
}
