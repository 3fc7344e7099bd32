import type { Shown } from '../../apps/portal/e2e/support/pages.ts';
import type { World } from '../../apps/portal/e2e/support/world.ts';

const inAcme = `account_id = (select id from accounts where name = 'Acme')`;

/** What both sides see while the ownership of Acme is offered to Tess. */
export async function ownershipPages({ db }: World, acme: string): Promise<Shown[]> {
  const em = db.owner.em.fork();
  await em.execute(
    `update ownership_offers set state = 'withdrawn', answered_at = now() where state = 'open' and ${inAcme};
     insert into ownership_offers (id, account_id, from_user_id, to_user_id, afterwards, expires_at)
       select 'off_' || substr(md5(random()::text), 1, 20), a.id, a.owner_user_id, u.id, 'colleague',
         now() + interval '20 hours'
       from accounts a, users u where a.name = 'Acme' and u.email like 'tess@%'`,
  );
  const path = `/accounts/${acme}/profile/ownership`;
  return [
    { name: 'ownership-offered', as: 'olivia', path },
    { name: 'ownership-received', as: 'tess', path },
    { name: 'ownership-banner', as: 'tess', path: `/accounts/${acme}/services` },
  ];
}

export const withdrawOffers = ({ db }: World): Promise<unknown> =>
  db.owner.em
    .fork()
    .execute(
      `update ownership_offers set state = 'withdrawn', answered_at = now() where state = 'open'`,
      [],
      'run',
    );
