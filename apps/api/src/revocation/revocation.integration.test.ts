import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiKey, startApiProcess, type ApiProcess } from '../testing/api-process.ts';
import { callerAt, testApi, type TestApi } from '../testing.ts';
import { endDuringWrite, endings, setTheScene, write } from './testing/scene.ts';

let api: TestApi;
let second: ApiProcess;
beforeAll(async () => {
  api = await testApi();
  second = await startApiProcess(api.db);
});
afterAll(async () => {
  await second.stop();
  await api.close();
});

test.each(Object.entries(endings))(
  '%s: the change waits for the open write; the next request is refused, in another process too',
  async (_name, { end, answer }) => {
    const scene = await setTheScene(api);
    const { id: userId, token } = scene.delegate;
    const elsewhere = callerAt(second.url, apiKey, { userId, token });
    expect((await write(elsewhere, scene)).status).toBe(200);

    expect(await endDuringWrite(scene, end)).toEqual({ waited: true, write: 200, end: 200 });
    const next = await Promise.all([write(scene.delegate, scene), write(elsewhere, scene)]);
    expect(next.map(({ error }) => error?.code)).toEqual([answer, answer]);
  },
);
