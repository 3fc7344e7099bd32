import { Migration } from '@mikro-orm/migrations';
import { activity } from './001_foundation/activity.ts';
import { areas } from './001_foundation/areas.ts';
import { billing } from './001_foundation/billing.ts';
import { deferredKeys } from './001_foundation/deferred-keys.ts';
import { identity } from './001_foundation/identity.ts';
import { invitations } from './001_foundation/invitations.ts';
import { members } from './001_foundation/members.ts';
import { outbox } from './001_foundation/outbox.ts';
import { policies } from './001_foundation/policies.ts';
import { privileges } from './001_foundation/privileges.ts';

const tables = [identity, members, invitations, areas, billing, activity, outbox];
const parts = [...tables, deferredKeys, policies, privileges];

export class Foundation extends Migration {
  override up(): void {
    for (const part of parts) this.addSql(part);
  }
}
