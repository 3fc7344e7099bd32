import { z } from 'zod';
import { anyPassword, emailAddress, locale, mailedToken, newPassword, safeText, seen } from './text.ts';

/** Names travel into mails, where dots and slashes could turn into links that Mandate never wrote. */
export const personName = safeText(64).refine((name) => !/:\/\/|www\.|[<>]/i.test(name), 'invalid');

export const signUp = z.strictObject({
  name: personName,
  email: emailAddress,
  password: newPassword,
  locale,
});
export const signUpInvited = z.strictObject({ name: personName, password: newPassword, locale, seen });
export const signIn = z.strictObject({ email: emailAddress, password: anyPassword });
/** The link alone confirms nothing: whoever signed up shows the password that was chosen. */
export const verifyEmail = signIn.extend({ token: mailedToken });
export const requestPasswordReset = z.strictObject({ email: emailAddress });
export const resetPassword = z.strictObject({ token: mailedToken, password: newPassword });
export const confirmEmailChange = z.strictObject({ token: mailedToken });
