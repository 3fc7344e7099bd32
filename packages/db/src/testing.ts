export { make, type Make, type MemberSetup } from './testing/make.ts';
export { testDatabase, type TestDatabase } from './testing/database.ts';
export { untilWaiting } from './testing/waiting.ts';
