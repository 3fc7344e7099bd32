import { Invoice, Service } from '@mandate/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas, guessed, type Areas } from '../areas.testing.ts';

interface Item {
  id: string;
  name: string;
  can: string[];
}
interface List {
  items: Item[];
  total: number;
  pages: number;
  can: string[];
  missing: { permission: string; who: string[] }[];
}
interface Detail extends Item {
  username: string | null;
  missing: { permission: string; label: string; who: string[] }[];
  commands: { id: string; kind: string; state: string; by: string; revealUntil: string | null }[];
}

let world: Areas;
let services: Service[];
let foreign: Service;
const at = (n: number) => services[n] as Service;

beforeAll(async () => {
  world = await areas();
  services = await world.services(
    Array.from({ length: 30 }, (_, n) => `web-${String(n + 1).padStart(2, '0')}`),
  );
  foreign = await world.make.service(world.other, { name: 'web-foreign' });
});
afterAll(() => world.api.close());

describe('services.list', () => {
  const list = (caller: { query: Areas['owner']['query'] }, input: object = {}) =>
    caller.query<List>('services.list', { account: world.acme, ...input });

  it('pages through all of the account and nothing of another', async () => {
    const first = await list(world.owner);
    const second = await list(world.owner, { page: 2 });
    expect([first.data.total, first.data.pages, first.data.items.length]).toEqual([30, 2, 25]);
    expect(second.data.items.map(({ name }) => name)).toEqual([
      'web-26',
      'web-27',
      'web-28',
      'web-29',
      'web-30',
    ]);
    expect(first.data.can).toContain('services:order');
  });

  it('shows, counts and finds only what is in scope', async () => {
    const only = await world.member('Tess', {
      preset: 'technician',
      services: { only: [at(0).id, foreign.id] },
    });
    const { data } = await list(only);
    expect([data.total, data.items.map(({ name }) => name)]).toEqual([1, ['web-01']]);
    expect(data.items[0]?.can).toContain('services:manage');
    expect(data.can).not.toContain('services:order');
    expect(data.missing).toMatchObject([{ permission: 'services:order', who: ['Olivia Owens'] }]);
    expect((await list(only, { q: 'web-02' })).data.total).toBe(0);
    expect((await list(only, { state: 'active' })).data.total).toBe(1);

    const except = await world.member('Uma', {
      permission: 'services:view',
      services: { except: [at(0).id] },
    });
    expect((await list(except)).data.total).toBe(29);
    expect((await list(except, { q: 'web-01' })).data.total).toBe(0);
  });

  it('searches for what is typed, wildcards too', async () => {
    expect((await list(world.owner, { q: 'WEB-0' })).data.total).toBe(9);
    for (const q of ['%', '_', '\\']) expect((await list(world.owner, { q })).data.total).toBe(0);
  });

  it('is closed to who holds nothing in the area, whatever the input', async () => {
    const anton = await world.member('Anton', { preset: 'accountant', billing: true });
    const { status, error } = await list(anton, { page: 'x' });
    expect([status, error?.code, error?.details?.permission]).toEqual([
      403,
      'PERMISSION_MISSING',
      'services:view',
    ]);
    expect(error?.details?.who).toEqual(['Olivia Owens']);
  });
});

describe('services.get', () => {
  const get = (caller: { query: Areas['owner']['query'] }, service: string) =>
    caller.query<Detail>('services.get', { account: world.acme, service });

  it('answers unknown, foreign and hidden ids with the same bytes', async () => {
    const only = await world.member('Tom', { permission: 'services:view', services: { only: [at(0).id] } });
    const answers = await Promise.all([at(1).id, foreign.id, ...guessed('svc')].map((id) => get(only, id)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.error?.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('keeps the user name from who may not see secrets, and says what is missing and who can give it', async () => {
    const looks = await world.member('Vera', { permission: 'services:view', services: { except: [] } });
    const { data } = await get(looks, at(0).id);
    expect([data.username, data.can]).toEqual([null, ['services:view']]);
    const lacking = data.missing.map(({ permission }) => permission);
    expect(lacking).toEqual([
      'services:manage',
      'services:signin',
      'services:credentials',
      'services:order',
      'services:cancel',
    ]);
    expect(data.missing[0]?.who).toEqual(['Olivia Owens']);
    expect((await get(world.owner, at(0).id)).data).toMatchObject({ username: 'root', missing: [] });
  });
});

describe('services: operations', () => {
  const call = (caller: { mutate: Areas['owner']['mutate'] }, name: string, input: object) =>
    caller.mutate<Record<string, string>>(`services.${name}`, { account: world.acme, ...input });

  it('restarts once at a time, with command and event', async () => {
    const looks = await world.member('Vik', { permission: 'services:view', services: { except: [] } });
    const service = at(2).id;
    expect((await call(looks, 'restart', { service })).error?.code).toBe('PERMISSION_MISSING');
    expect(await world.commands(`services/${service}`)).toEqual([]);

    expect((await call(world.owner, 'restart', { service })).status).toBe(200);
    expect(await world.commands(`services/${service}`)).toMatchObject([
      { kind: 'service.restart', state: 'requested' },
    ]);
    expect(await world.events(`services/${service}`)).toMatchObject([
      { action: 'service.restart_requested', actorName: 'Olivia Owens', data: { name: 'web-03' } },
    ]);
    const again = await call(world.owner, 'restart', { service });
    expect([again.status, again.error?.code]).toEqual([409, 'COMMAND_PENDING']);
  });

  it('renames and logs the old name', async () => {
    const service = at(3).id;
    expect((await call(world.owner, 'rename', { service, name: ' shop ' })).data).toEqual({ name: 'shop' });
    expect(await world.em().findOneOrFail(Service, { id: service })).toMatchObject({ name: 'shop' });
    expect(await world.events(`services/${service}`)).toMatchObject([
      { action: 'service.renamed', data: { before: 'web-04', after: 'shop' } },
    ]);
    expect((await call(world.owner, 'rename', { service, name: '' })).error).toMatchObject({
      code: 'BAD_INPUT',
      fields: { name: 'Fill this in.' },
    });
  });

  it.each([
    ['resetPassword', 'revealPassword', 'services:credentials'],
    ['openPanel', 'revealPanelLink', 'services:signin'],
  ] as const)('%s: shows its secret once, to the person who asked', async (ask, reveal, permission) => {
    const service = at(4).id;
    const asker = await world.member('Sam', { permission, services: { only: [service] } });
    const { command } = (await call(asker, ask, { service })).data;
    expect((await call(asker, reveal, { service, command })).error?.code).toBe('COMMAND_PENDING');
    await world.finish(command ?? '', { secret: 'open sesame' });

    const shown = await asker.query<Detail>('services.get', { account: world.acme, service });
    expect(shown.data.commands[0]).toMatchObject({
      by: 'Sam',
      state: 'done',
      revealUntil: expect.any(String) as string,
    });
    const seen = await world.owner.query<Detail>('services.get', { account: world.acme, service });
    expect(seen.data.commands[0]?.revealUntil).toBeNull();
    expect((await call(world.owner, reveal, { service, command })).error?.code).toBe('NOT_FOUND');
    expect((await call(asker, reveal, { service, command })).data).toEqual({ secret: 'open sesame' });
    expect((await call(asker, reveal, { service, command })).error?.code).toBe('SECRET_GONE');
    const log = JSON.stringify(await world.events(`services/${service}`));
    expect(log).not.toContain('open sesame');
  });

  it('orders only for who also gets what is added later', async () => {
    const order = { plan: 'server-m', name: 'web-new' };
    const some = await world.member('Ola', { permission: 'services:order', services: { only: [at(0).id] } });
    expect((await call(some, 'order', order)).error?.code).toBe('PERMISSION_MISSING');

    const all = await world.member('Oda', { permission: 'services:order', services: { except: [at(0).id] } });
    const { data } = await call(all, 'order', order);
    expect(await world.em().findOneOrFail(Service, { id: data.service })).toMatchObject({
      accountId: world.acme,
      name: 'web-new',
      state: 'stopped',
      priceCents: 3900,
    });
    expect(await world.em().findOneOrFail(Invoice, { id: data.invoice })).toMatchObject({
      amountCents: 3900,
      state: 'due',
    });
    expect(await world.commands(`services/${data.service}`)).toMatchObject([{ kind: 'service.order' }]);
    expect((await call(all, 'order', { ...order, priceCents: 1 })).error?.code).toBe('BAD_INPUT');
  });

  it('cancels only what was named, and then nothing more', async () => {
    const service = at(5).id;
    expect((await call(world.owner, 'cancel', { service, name: 'web-05' })).error).toMatchObject({
      code: 'NAME_MISMATCH',
      fields: { name: expect.any(String) as string },
    });
    const { command } = (await call(world.owner, 'cancel', { service, name: 'web-06' })).data;
    expect((await call(world.owner, 'restart', { service })).error?.code).toBe('COMMAND_PENDING');
    await world.finish(command ?? '');
    for (const name of ['restart', 'resetPassword', 'openPanel'])
      expect((await call(world.owner, name, { service })).error?.code).toBe('SERVICE_CANCELLED');
  });
});
