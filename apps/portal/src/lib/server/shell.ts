import type { RequestEvent } from '@sveltejs/kit';
import type { Shell } from '#lib/types.ts';
import { connect } from './api.ts';
import { ApiRefusal } from './refusal.ts';

/** The account's frame for those who may enter it now; nothing for the others. */
export async function readShellIfOpen(event: RequestEvent, account: string): Promise<Shell | undefined> {
  const api = connect(event, {
    onRefusal: (refusal) => {
      throw refusal;
    },
  });
  try {
    return await api.accounts.shell.query({ account });
  } catch (cause) {
    if (cause instanceof ApiRefusal && cause.status === 403) return undefined;
    throw cause;
  }
}
