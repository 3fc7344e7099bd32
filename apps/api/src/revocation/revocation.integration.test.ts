import { afterEach, expect, test } from 'vitest';
import { apiKey, startApiProcess, type ApiProcess } from '../testing/api-process.ts';
import { callerAt } from '../testing.ts';
import { endDuringWrite, endings, setTheScene, write, type Scene } from './testing/scene.ts';

let scene: Scene | undefined;
let second: ApiProcess | undefined;
afterEach(async () => {
  await second?.stop();
  await scene?.world.api.close();
  scene = second = undefined;
});

test.each(Object.entries(endings))(
  '%s: the change waits for the open write; the next request is refused, in another process too',
  async (_name, { end, answer }) => {
    scene = await setTheScene();
    second = await startApiProcess(scene.world.api.db);
    const { id: userId, token } = scene.delegate;
    const elsewhere = callerAt(second.url, apiKey, { userId, token });
    expect((await write(elsewhere, scene)).status).toBe(200);

    expect(await endDuringWrite(scene, end)).toEqual({ waited: true, write: 200, end: 200 });
    const next = await Promise.all([write(scene.delegate, scene), write(elsewhere, scene)]);
    expect(next.map(({ error }) => error?.code)).toEqual([answer, answer]);
  },
);
