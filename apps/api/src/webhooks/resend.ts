import type { Orm } from '@mandate/db';
import { checkSignature, readMailEvent } from '@mandate/emails';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { applyMailEvent } from './apply.ts';

/** Where Resend's webhooks arrive; the portal passes on what reaches it under the same path. */
export const webhookPath = '/webhooks/resend';

interface Options {
  /** With the worker's login. */
  workerOrm: Orm;
  /** `whsec_…`, as Resend shows it beside the webhook. */
  secret: string;
}

/**
 * Takes what Resend tells about mails. Three answers, none of which says more than its status: 204 taken (also what
 * is not ours), 401 not signed as it must be, 503 try again.
 */
export async function serveWebhooks(app: FastifyInstance, { workerOrm, secret }: Options): Promise<void> {
  await app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    // the signature is over the bytes as they came
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
      const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 503;
      if (status === 503) request.log.warn({ err: error }, 'a webhook could not be written down');
      await reply.code(status).send();
    });
    scope.post(webhookPath, { bodyLimit: 64 * 1024 }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signedAt = checkSignature(secret, svix(request), body);
      const taken =
        signedAt && (await applyMailEvent(workerOrm, signedAt, readMailEvent(body.toString('utf8'))));
      await reply.code(taken ? 204 : 401).send();
    });
    ready();
  });
}

const svix = ({ headers }: FastifyRequest) => ({
  id: one(headers['svix-id']),
  timestamp: one(headers['svix-timestamp']),
  signature: one(headers['svix-signature']),
});

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
