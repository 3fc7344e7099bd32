import { createServer } from 'node:net';
import { Fault } from './fault.ts';

/** Refuses a port that somebody listens on, by the name of the variable that moves it. */
export async function requireFreePort(port: number, host: string, variable: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Fault(explain(error))));
    server.listen(port, host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));

  function explain({ code, message }: NodeJS.ErrnoException): string {
    if (code === 'EADDRINUSE')
      return `Port ${port} is taken: stop what uses it, or set ${variable} to another.`;
    if (code === 'EACCES') return `Port ${port} needs privileges: set ${variable} to one above 1023.`;
    if (code === 'EADDRNOTAVAIL') return `This machine has no address ${host}: mend HOST.`;
    return `Port ${port} cannot be used (${message}): set ${variable} to another.`;
  }
}
