import type { Line, Table } from './line.ts';

type More = Omit<Line, 'kind' | 'type'>;

const publicQuery = (more: More = {}): Line => ({ kind: 'public', type: 'query', ...more });
const publicMutation = (changes: Line['changes'], more: More = {}): Line => ({
  ...{ kind: 'public', type: 'mutation' },
  changes,
  ...more,
});
const userQuery = (more: More = {}): Line => ({ kind: 'user', type: 'query', ...more });
const userMutation = (changes: Line['changes'], more: More = {}): Line => ({
  ...{ kind: 'user', type: 'mutation' },
  changes,
  ...more,
});

const invited = { headers: (ids: { handOff: string }) => ({ 'x-mandate-hand-off': ids.handOff }) };
const person = ['users', 'id', 'person'] as const;
const sessions = ['sessions', 'user_id', 'person'] as const;
const tokens = ['email_tokens', 'user_id', 'person'] as const;
const newPassword = 'fresh phrase of four words';
const resting = ['suspended', 'not started'] as const;
const loggedIn = ['outsider', 'removed', 'suspended', 'member', 'owner'] as const;

/** Procedures about a login, an invitation in hand, and what every member may do. */
export const identity: Table = {
  'auth.signUp': publicMutation(['users', 'email', 'newEmail'], {
    input: (ids) => ({ name: 'Nora New', email: ids.newEmail, password: newPassword, locale: 'en' }),
  }),
  'auth.signUpInvited': publicMutation(['users', 'email', 'invitedEmail'], {
    ...invited,
    input: (ids) => ({ name: 'Nora New', password: newPassword, locale: 'en', seen: ids.seen }),
  }),
  'auth.verifyEmail': publicMutation(tokens, {
    input: (ids) => ({ token: ids.verifyToken, email: ids.email, password: ids.password }),
  }),
  'auth.signIn': publicMutation(sessions, {
    input: (ids) => ({ email: ids.email, password: ids.password }),
  }),
  'auth.signOut': userMutation(sessions, { bare: true }),
  'auth.requestPasswordReset': publicMutation(tokens, { input: (ids) => ({ email: ids.email }) }),
  'auth.resetPassword': publicMutation(person, {
    input: (ids) => ({ token: ids.resetToken, password: newPassword }),
  }),
  'auth.confirmEmailChange': userMutation(person, { input: (ids) => ({ token: ids.changeToken }) }),

  'me.get': userQuery({ bare: true }),
  'me.sessions': userQuery({ bare: true }),
  'me.saveName': userMutation(person, { input: () => ({ name: 'Nora New' }) }),
  'me.saveLocale': userMutation(person, { input: () => ({ locale: 'fr' }) }),
  'me.changePassword': userMutation(person, {
    input: (ids) => ({ current: ids.password, next: newPassword }),
  }),
  'me.requestEmailChange': userMutation(tokens, {
    input: (ids) => ({ email: ids.newEmail, password: ids.password }),
  }),
  'me.endSession': userMutation(sessions, {
    names: 'session',
    unknown: 'NOT_FOUND',
    input: (_, id) => ({ publicId: id }),
  }),
  'me.endOtherSessions': userMutation(sessions, { bare: true }),
  'me.deleteLogin': userMutation(person, {
    refuses: { owner: 'OWNER_CANNOT_DELETE_LOGIN', outsider: 'OWNER_CANNOT_DELETE_LOGIN' },
    input: (ids) => ({ password: ids.password }),
  }),

  'accounts.list': userQuery({ input: () => ({}) }),
  'accounts.across': userQuery({ input: () => ({}) }),
  'accounts.open': userMutation(['accounts', 'owner_user_id', 'person'], {
    input: () => ({ name: 'A second account' }),
  }),
  'accounts.shell': { kind: 'member', type: 'query' },
  'accounts.mine': { kind: 'member', type: 'query', openTo: resting },
  'accounts.leave': {
    ...{ kind: 'member', type: 'mutation', openTo: resting },
    changes: ['memberships', 'user_id', 'person'],
    refuses: { owner: 'OWNER_CANNOT_LEAVE' },
  },

  'ownership.get': { kind: 'member', type: 'query' },
  'ownership.accept': {
    ...{ kind: 'member', type: 'mutation', deniedSuspended: true },
    changes: ['accounts', 'id', 'account'],
    refuses: { owner: 'NOT_FOUND' },
    input: (ids) => ({ offer: ids.handOver, password: ids.password }),
  },
  'ownership.decline': {
    ...{ kind: 'member', type: 'mutation' },
    changes: ['ownership_offers', 'id', 'handOver'],
    refuses: { owner: 'NOT_FOUND' },
    input: (ids) => ({ offer: ids.handOver }),
  },

  'invitations.show': publicMutation(['hand_offs', 'account_id', 'account'], {
    input: (ids) => ({ token: ids.invitationToken }),
  }),
  'invitations.view': publicQuery({ ...invited, bare: true }),
  'invitations.viewMine': userQuery({
    names: 'offer',
    unknown: 'INVITATION_UNKNOWN',
    input: (_, id) => ({ invitation: id }),
  }),
  'invitations.decline': publicMutation(['invitations', 'id', 'invitation'], {
    ...invited,
    // it is for somebody else: only nobody's login may decline it by its link
    refuses: Object.fromEntries(loggedIn.map((kind) => [kind, 'INVITATION_WRONG_PERSON'])),
    input: (ids) => ({ seen: ids.seen }),
  }),
  'invitations.accept': userMutation(['memberships', 'user_id', 'person'], {
    names: 'offer',
    unknown: 'INVITATION_UNKNOWN',
    input: (ids, id) => ({ invitation: id, seen: ids.offerSeen }),
  }),
  'invitations.declineMine': userMutation(['invitations', 'id', 'offer'], {
    names: 'offer',
    unknown: 'INVITATION_UNKNOWN',
    input: (ids, id) => ({ invitation: id, seen: ids.offerSeen }),
  }),

  'mailbox.list': publicQuery({ input: () => ({}) }),
  'mailbox.get': publicQuery({ input: (ids) => ({ id: ids.mail }) }),
  'mailbox.event': publicQuery({ input: (ids) => ({ id: ids.mail, event: 'delivered' }) }),
};
