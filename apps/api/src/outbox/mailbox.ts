import { createMailbox, type Mailbox } from '@mandate/emails';
import type { FastifyInstance } from 'fastify';

/** Where Resend's API is spoken in demo mode, by this process. */
export const mailboxPath = '/mailbox-api';

const opened = new Map<string, Mailbox>();

/** The mailbox in that folder: one a process, whoever asks. */
export function mailboxIn(dir: string): Mailbox {
  const mailbox = opened.get(dir) ?? createMailbox(dir);
  opened.set(dir, mailbox);
  return mailbox;
}

/** Serves the mailbox to the `resend` SDK. Called in demo mode only: otherwise the route does not exist. */
export async function serveMailbox(app: FastifyInstance, mailbox: Mailbox): Promise<void> {
  await app.register(
    (scope, _options, ready) => {
      scope.removeContentTypeParser('application/json');
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
        done(null, body),
      );
      scope.all('/*', { bodyLimit: 1024 * 1024 }, async (request, reply) => {
        const { method, url, headers, body } = request;
        const answer = await mailbox.accept({
          method,
          path: url.slice(mailboxPath.length),
          headers,
          body: typeof body === 'string' ? body : '',
        });
        return reply.code(answer.status).send(answer.body);
      });
      ready();
    },
    { prefix: mailboxPath },
  );
}
