import { defineEntity, p } from '@mikro-orm/core';
import { createdAt, instant, locale } from './columns.ts';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.text().primary(),
    email: p.text(),
    emailVerifiedAt: instant().nullable(),
    name: p.text(),
    locale: locale(),
    passwordHash: p.text().nullable(),
    createdAt: createdAt(),
    /** The login is gone; the row stays, without personal data, because events name it. */
    deletedAt: instant().nullable(),
  },
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
