import { z } from 'zod';
import { personName } from './auth.ts';
import { anyPassword, emailAddress, id, locale, newPassword } from './text.ts';

export const saveName = z.strictObject({ name: personName });
export const saveLocale = z.strictObject({ locale });
export const changePassword = z.strictObject({ current: anyPassword, next: newPassword });
export const requestEmailChange = z.strictObject({ email: emailAddress, password: anyPassword });
export const endSession = z.strictObject({ publicId: id('ses') });
export const deleteLogin = z.strictObject({ password: anyPassword });
