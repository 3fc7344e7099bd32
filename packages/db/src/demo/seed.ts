import type { EntityClass, RequiredEntityData } from '@mikro-orm/core';
import { User } from '../entities/index.ts';
import type { Locale } from '../entities/index.ts';
import { newId } from '../ids.ts';
import type { Em } from '../orm.ts';
import type { DemoPerson } from './people.ts';

const day = 86_400_000;
const chunk = 500;

/** Collects the demo's rows, to be written in few statements, and knows its clock. */
export function createSeed(em: Em, now: Date, passwordHash: string) {
  const batches = new Map<EntityClass<object>, object[]>();

  function add<T extends object>(entity: EntityClass<T>, row: RequiredEntityData<T>): void {
    const batch = batches.get(entity) ?? [];
    batch.push(row);
    batches.set(entity, batch);
  }

  async function write(): Promise<void> {
    for (const [entity, rows] of batches) {
      for (let at = 0; at < rows.length; at += chunk) await em.insertMany(entity, rows.slice(at, at + chunk));
    }
    batches.clear();
  }

  /** An instant `days` before now (after it, when negative), at an hour of that day in UTC. */
  function ago(days: number, hour?: number, minute = 0): Date {
    const date = new Date(now.getTime() - days * day);
    if (hour !== undefined) date.setUTCHours(hour, minute, 0, 0);
    return date;
  }

  const on = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10);

  function user(person: DemoPerson, createdDaysAgo: number): string {
    const id = newId('usr');
    const createdAt = ago(createdDaysAgo, 9);
    add(User, {
      ...{ id, name: person.name, email: person.email, locale: person.locale ?? ('en' satisfies Locale) },
      ...{
        createdAt,
        emailVerifiedAt: createdAt,
        passwordHash: person.note === undefined ? null : passwordHash,
      },
    });
    return id;
  }

  return { em, now, add, write, ago, on, user };
}

export type Seed = ReturnType<typeof createSeed>;
