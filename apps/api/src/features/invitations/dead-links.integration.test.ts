import { HandOff, Invitation, User } from '@mandate/db';
import { untilWaiting } from '@mandate/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastMail } from '../../auth/testing.ts';
import type { Answer, Caller } from '../../testing.ts';
import { areas, type Areas } from '../areas.testing.ts';
import { guests } from './testing/guests.ts';
import { seen } from './testing/seen.ts';

/**
 * What happens with an old link in the very instant in which another address is put in its place: whoever holds the
 * wrong mailbox must get nothing of it.
 */
let world: Areas;
let domain: string;
const { during, fresh, send } = guests(
  () => world,
  () => domain,
);

beforeAll(async () => {
  world = await areas();
  domain = (await world.domains(['acme.example']))[0]!.id;
});
afterAll(() => world.api.close());

/** An invitation that went to the wrong mailbox, whose holder has opened its link. */
async function misdirected() {
  const [wrong, right] = [fresh(), fresh()];
  expect((await send([wrong])).error).toBeUndefined();
  const { id } = await world.em().findOneOrFail(Invitation, { email: wrong });
  const { token } = await lastMail(world.api, wrong);
  const nobody = await world.api.as(null);
  const show = () => nobody.mutate<{ handOff: string }>('invitations.show', { token });
  const correct = () =>
    world.owner.mutate('invitations.correct', { account: world.acme, invitation: id, email: right });
  const answer = await seen(world.em(), { id });
  return { id, wrong, right, nobody, show, correct, answer };
}

const carried = (shown: Answer<{ handOff: string }>) => ({ 'x-mandate-hand-off': shown.data.handOff });

test('a link that dies while its holder signs up makes no login for the address put in its place', async () => {
  const { right, nobody, show, correct, answer } = await misdirected();
  const person = { name: 'Mallory', password: 'a long enough phrase', locale: 'en', ...answer };
  const opened = carried(await show());
  const signUp = () => nobody.mutate('auth.signUpInvited', person, opened);
  const [corrected, late] = await during(correct, signUp);
  expect([corrected.error, late.error?.code]).toEqual([undefined, 'INVITATION_UNKNOWN']);
  expect(await world.em().count(User, { email: right })).toBe(0);
});

test('a link that dies while it is opened leaves nothing open', async () => {
  const { id, show, correct } = await misdirected();
  const owner = world.em();
  await owner.execute(`
    create function wait_for_test() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger wait_for_test before insert on hand_offs for each row execute function wait_for_test();`);
  const gate = world.em();
  await gate.begin();
  await gate.execute('select pg_advisory_xact_lock(4711)');
  const opening = show();
  await untilWaiting(world.em());
  let corrected = false;
  const correcting = correct().finally(() => (corrected = true));
  // done at once, or behind whoever opens the link
  await untilWaiting(world.em(), 2, () => corrected);
  await gate.rollback();
  await Promise.all([opening, correcting]);
  await owner.execute('drop function wait_for_test cascade');
  expect(await world.em().count(HandOff, { invitationId: id })).toBe(0);
});

const declines: Record<
  string,
  (the: Awaited<ReturnType<typeof misdirected>>) => Promise<() => ReturnType<Caller['mutate']>>
> = {
  'by its link': async ({ nobody, show, answer }) => {
    const opened = carried(await show());
    return () => nobody.mutate('invitations.decline', answer, opened);
  },
  'by a login': async ({ id, wrong, answer }) => {
    const person = await world.make.user({ name: 'Mallory', email: wrong });
    const signedIn = await world.api.as(person.id);
    return () => signedIn.mutate('invitations.declineMine', { invitation: id, ...answer });
  },
};

test.each(Object.entries(declines))(
  'whoever was invited by mistake declines nothing once it is another’s, %s',
  async (how, prepare) => {
    const the = await misdirected();
    const decline = await prepare(the);
    const [corrected, late] = await during(the.correct, decline);
    const told = how === 'by its link' ? 'INVITATION_UNKNOWN' : 'STALE_PAGE';
    expect([corrected.error, late.error?.code]).toEqual([undefined, told]);
    expect(await world.em().findOneOrFail(Invitation, { id: the.id })).toMatchObject({
      state: 'open',
      email: the.right,
    });
  },
);

test('a link in the browser of somebody else’s login declines nothing: it waits for whom it is for', async () => {
  const { id, wrong, show, answer } = await misdirected();
  const opened = carried(await show());
  const refused = await world.outsider.mutate('invitations.decline', answer, opened);
  expect([refused.status, refused.error?.code]).toEqual([403, 'INVITATION_WRONG_PERSON']);
  expect(await world.em().findOneOrFail(Invitation, { id })).toMatchObject({ state: 'open' });
  const person = await world.make.user({ name: 'Ines', email: wrong });
  const her = await world.api.as(person.id);
  expect((await her.mutate('invitations.decline', answer, opened)).error).toBeUndefined();
  const declined = await world.em().findOneOrFail(Invitation, { id });
  expect(declined).toMatchObject({ state: 'declined', answeredBy: person.id });
});

test('any number who show a login with a link wait for no second connection while they hold one', async () => {
  const { show, answer } = await misdirected();
  const opened = carried(await show());
  const more = Array.from({ length: 12 });
  const answers = await Promise.all([
    ...more.map(() => world.outsider.query('invitations.view', undefined, opened)),
    ...more.map(() => world.outsider.mutate('invitations.decline', answer, opened)),
  ]);
  const codes = answers.map(({ error }) => error?.code ?? 'OK');
  expect(codes).toEqual([...more.map(() => 'OK'), ...more.map(() => 'INVITATION_WRONG_PERSON')]);
});
