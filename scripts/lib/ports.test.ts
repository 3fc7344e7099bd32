import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { requireFreePort } from './ports.ts';

it('names the taken port and the variable that moves it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(requireFreePort(port, '127.0.0.1', 'API_PORT')).rejects.toThrow(
    `Port ${port} is taken: stop what uses it, or set API_PORT to another.`,
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(requireFreePort(port, '127.0.0.1', 'API_PORT')).resolves.toBeUndefined();
});
