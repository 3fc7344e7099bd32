import {
  invitationAnswer,
  invitationDecline,
  invitationMine,
  invitationsChange,
  invitationsCheck,
  invitationsCheckChange,
  invitationsCorrect,
  invitationShow,
  invitationsList,
  invitationsOne,
  invitationsSend,
} from '../../contract/invitations.ts';
import { client, count } from '../../limits/limits.ts';
import { idIn, oneInvitation, oneUnaccepted, oneUnanswered, type Raw } from '../../targets.ts';
import { accountProcedure, publicProcedure, router, userProcedure, visitorProcedure } from '../../trpc.ts';
import { acceptInvitation, declineInvitation } from './answering.ts';
import { changeInvitation, checkInvitation } from './changing.ts';
import { listInvitations } from './listing.ts';
import { cancelInvitation } from './managing.ts';
import { getInvitation } from './queries.ts';
import { showInvitation, viewInvitation, viewMine } from './receiving.ts';
import { copyLink, correctAddress, resendInvitation, takeOver } from './relinking.ts';
import { checkOffer, sendInvitations } from './sending.ts';

const theInvitation = (raw: Raw) => ({ invitation: idIn(raw, 'invitation') ?? undefined });

export const invitationsRouter = router({
  list: accountProcedure('admin:members')
    .input(invitationsList)
    .query(({ ctx, input }) => listInvitations(ctx, input)),
  get: accountProcedure('admin:members', { on: oneUnaccepted })
    .input(invitationsOne)
    .query(({ ctx, input }) => getInvitation(ctx, input.invitation)),
  check: accountProcedure('admin:users')
    .input(invitationsCheck)
    .query(({ ctx, input }) => checkOffer(ctx, input)),
  send: accountProcedure('admin:users')
    .input(invitationsSend)
    .mutation(({ ctx, input }) => sendInvitations(ctx, input)),
  resend: accountProcedure('admin:users', { on: oneUnanswered, locks: theInvitation })
    .input(invitationsOne)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input.invitation)),
  correct: accountProcedure('admin:users', { on: oneUnanswered, locks: theInvitation })
    .input(invitationsCorrect)
    .mutation(({ ctx, input }) => correctAddress(ctx, input.invitation, input.email)),
  copyLink: accountProcedure('admin:users', { on: oneUnanswered, locks: theInvitation })
    .input(invitationsOne)
    .mutation(({ ctx, input }) => copyLink(ctx, input.invitation)),
  takeOver: accountProcedure('admin:users', { on: oneInvitation, locks: theInvitation })
    .input(invitationsOne)
    .mutation(({ ctx, input }) => takeOver(ctx, input.invitation)),
  cancel: accountProcedure('admin:revoke', { on: oneInvitation, locks: theInvitation })
    .input(invitationsOne)
    .mutation(({ ctx, input }) => cancelInvitation(ctx, input.invitation)),
  checkChange: accountProcedure('admin:users', { on: oneInvitation })
    .input(invitationsCheckChange)
    .query(({ ctx, input }) => checkInvitation(ctx, input.invitation, input.parts)),
  change: accountProcedure('admin:users', { on: oneInvitation, locks: theInvitation })
    .input(invitationsChange)
    .mutation(({ ctx, input }) => changeInvitation(ctx, input.invitation, input)),

  show: publicProcedure.input(invitationShow).mutation(async ({ ctx, input }) => {
    await count(ctx, ['showInvitation', client(ctx.request.address)]);
    return showInvitation(ctx, input.token);
  }),
  view: visitorProcedure.query(({ ctx }) => viewInvitation(ctx, ctx.visitor)),
  viewMine: userProcedure
    .input(invitationMine)
    .query(({ ctx, input }) => viewMine(ctx, input.invitation, ctx.user)),
  accept: userProcedure.input(invitationAnswer).mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
  decline: visitorProcedure
    .input(invitationDecline)
    .mutation(({ ctx, input }) => declineInvitation(ctx, input, ctx.visitor)),
  declineMine: userProcedure
    .input(invitationAnswer.required())
    .mutation(({ ctx, input }) => declineInvitation(ctx, input, ctx.user)),
});
