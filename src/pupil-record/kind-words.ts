import type { DecisionKind, EhcReason, MeetingKind } from '../generated/prisma/enums.ts'

/** What the record's kinds are called on pages and prints that tell what happened. */

export const meetingKindWords: Readonly<Record<MeetingKind, string>> = {
  earlyDiscussion: 'Early discussion',
  planning: 'Planning meeting',
  review: 'Review meeting',
  other: 'Meeting',
}

export const decisionKindWords: Readonly<Record<DecisionKind, string>> = {
  coreOffer: 'the core offer is enough',
  senSupport: 'SEN Support',
  noFurtherAction: 'no further action',
  endSenSupport: 'SEN Support ends',
}

export const ehcReasonWords: Readonly<Record<EhcReason, string>> = {
  requestQuotaReached: 'the number of requests for the year was reached',
  noEducationalPsychologistReport: 'there was no educational psychologist’s report',
  sixThousandPoundsNotSpent: '£6,000 had not been spent',
  notEnoughCycles: 'there had not been enough cycles',
  needsMetBySenSupport: 'SEN Support meets the needs',
  parentsDoNotWish: 'the parents do not wish it',
  other: 'another reason',
}
