import { expect, test } from 'vitest';
import { mostRecords } from '../../contract/domains.ts';
import { areas } from '../areas.testing.ts';

test('a domain has room for so many records and no more; what is there can still be changed', async () => {
  const world = await areas();
  const [domain] = await world.domains(['full.example']);
  await world.em().execute(
    `insert into dns_records (id, account_id, domain_id, type, name, value)
     select 'rec_full' || n, ?, ?, 'TXT', 'n' || n, 'x' from generate_series(2, ?::int) n`,
    [world.acme, domain!.id, mostRecords],
  );
  const record = { account: world.acme, domain: domain!.id, type: 'A', value: '192.0.2.7', ttl: 3600 };
  const save = (some: object) =>
    world.owner.mutate<{ record: string }>('domains.saveRecord', { ...record, ...some });
  const last = await save({ name: 'www' });
  expect(last.status).toBe(200);
  const full = await save({ name: 'more' });
  expect([full.error?.code, full.error?.message]).toEqual([
    'RECORDS_FULL',
    expect.stringContaining(String(mostRecords)),
  ]);
  expect((await save({ record: last.data.record, name: 'moved' })).status).toBe(200);
  await world.api.close();
});
