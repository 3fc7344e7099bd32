import { createHash, randomBytes } from 'node:crypto';

/** 256 bits in base64url: what a person holds. The database holds its hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** Plain SHA-256 is enough for 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
