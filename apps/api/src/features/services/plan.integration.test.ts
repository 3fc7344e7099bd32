import { Invoice, Service } from '@mandate/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { areas, guessed, type Areas } from '../areas.testing.ts';

let world: Areas;
let foreign: Service;
const server = { kind: 'server', plan: 'Server M', priceCents: 3900 } as const;

beforeAll(async () => {
  world = await areas();
  foreign = await world.make.service(world.other, { name: 'web-foreign', ...server });
});
afterAll(() => world.api.close());

const make = (name: string) => world.make.service(world.acme, { name, ...server });
const change = (caller: { mutate: Areas['owner']['mutate'] }, service: string, plan: string) =>
  caller.mutate<Record<string, string>>('services.changePlan', { account: world.acme, service, plan });
const read = (id: string) => world.em().findOneOrFail(Service, { id });

it('changes plan and price once the provider has done it, and invoices nothing at once', async () => {
  const { id } = await make('web-01');
  const { data } = await change(world.owner, id, 'server-l');
  expect(await world.commands(`services/${id}`)).toMatchObject([
    { id: data.command, kind: 'service.change_plan', state: 'requested', payload: { plan: 'server-l' } },
  ]);
  expect(await read(id)).toMatchObject(server);

  await world.finish(data.command ?? '');
  expect(await read(id)).toMatchObject({ plan: 'Server L', priceCents: 7900 });
  expect(await world.em().count(Invoice, { accountId: world.acme })).toBe(0);
  expect(await world.events(`services/${id}`)).toMatchObject([
    {
      action: 'service.plan_change_requested',
      actorName: 'Olivia Owens',
      data: { name: 'web-01', before: 'Server M', after: 'Server L' },
    },
    { action: 'service.plan_changed', actorKind: 'system', data: { name: 'web-01' } },
  ]);
});

it('is for who may order on this one service, and on no other', async () => {
  const [mine, seen, hidden] = [await make('web-02'), await make('web-03'), await make('web-04')];
  const upgrades = await world.member(
    'Uma',
    { permission: 'services:order', services: { only: [mine.id] } },
    { permission: 'services:view', services: { only: [mine.id, seen.id] } },
  );
  const { status, error } = await change(upgrades, seen.id, 'server-l');
  expect([status, error?.code, error?.details?.permission]).toEqual([
    403,
    'PERMISSION_MISSING',
    'services:order',
  ]);
  const answers = await Promise.all(
    [hidden.id, foreign.id, ...guessed('svc')].map((id) => change(upgrades, id, 'server-l')),
  );
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
  for (const { id } of [seen, hidden, foreign]) expect(await world.commands(`services/${id}`)).toEqual([]);

  const { data } = await change(upgrades, mine.id, 'server-l');
  await world.finish(data.command ?? '');
  expect((await read(mine.id)).plan).toBe('Server L');
});

it('refuses what is not offered for this kind, and the plan it has already', async () => {
  const { id } = await make('web-05');
  for (const plan of ['hosting-m', 'server-xl'])
    expect((await change(world.owner, id, plan)).error).toMatchObject({
      code: 'BAD_INPUT',
      fields: { plan: expect.any(String) as string },
    });
  const same = await change(world.owner, id, 'server-m');
  expect([same.status, same.error?.code, same.error?.fields]).toEqual([
    409,
    'SAME_PLAN',
    { plan: 'This is the plan it has already. Choose another one.' },
  ]);
  expect(await world.commands(`services/${id}`)).toEqual([]);
});

it('refuses a second change while one is under way, and any once the service is cancelled', async () => {
  const { id } = await make('web-06');
  const first = await change(world.owner, id, 'server-l');
  expect((await change(world.owner, id, 'server-l')).error?.code).toBe('COMMAND_PENDING');
  const cancel = () =>
    world.owner.mutate<{ command: string }>('services.cancel', {
      account: world.acme,
      service: id,
      name: 'web-06',
    });
  expect((await cancel()).error?.code).toBe('COMMAND_PENDING');
  await world.finish(first.data.command ?? '');
  const { data } = await cancel();
  expect((await change(world.owner, id, 'server-m')).error?.code).toBe('COMMAND_PENDING');
  await world.finish(data.command);
  expect((await change(world.owner, id, 'server-m')).error?.code).toBe('SERVICE_CANCELLED');
});
