import type { FixtureKind } from './fixture.ts'
import { allDoneAttachment } from './kinds/all-done-attachment.ts'
import { allDoneAutism } from './kinds/all-done-autism.ts'
import { allDoneHearingAndMovement } from './kinds/all-done-hearing-and-movement.ts'
import { allDoneLanguage } from './kinds/all-done-language.ts'
import { allDoneLearning } from './kinds/all-done-learning.ts'
import { allDoneReading } from './kinds/all-done-reading.ts'
import { assessmentOldOrIncomplete } from './kinds/assessment-old-or-incomplete.ts'
import { concernJustRaised } from './kinds/concern-just-raised.ts'
import { concernOfAParent } from './kinds/concern-of-a-parent.ts'
import { concernOfAPupilOrProfessional } from './kinds/concern-of-a-pupil-or-professional.ts'
import { concernOverdue } from './kinds/concern-overdue.ts'
import { coreOffer } from './kinds/core-offer.ts'
import { cycleClosed } from './kinds/cycle-closed.ts'
import { earlyDiscussion } from './kinds/early-discussion.ts'
import { ehcNotRequested } from './kinds/ehc-not-requested.ts'
import { ehcPlan } from './kinds/ehc-plan.ts'
import { ehcRequested } from './kinds/ehc-requested.ts'
import { endedAndBegunAgain } from './kinds/ended-and-begun-again.ts'
import { fewParentMeetings } from './kinds/few-parent-meetings.ts'
import { justDecided } from './kinds/just-decided.ts'
import { noFurtherAction } from './kinds/no-further-action.ts'
import { parentsNotInformed } from './kinds/parents-not-informed.ts'
import { planIncomplete } from './kinds/plan-incomplete.ts'
import { planMissingOrLate } from './kinds/plan-missing-or-late.ts'
import { professionalsAndAgreement } from './kinds/professionals-and-agreement.ts'
import { reviewOverdueOrLate } from './kinds/review-overdue-or-late.ts'
import { staffNotBriefed } from './kinds/staff-not-briefed.ts'

/** Every kind of pupil, in the order of the Code's steps. */
export const kinds: readonly FixtureKind[] = [
  concernJustRaised,
  concernOverdue,
  concernOfAParent,
  concernOfAPupilOrProfessional,
  noFurtherAction,
  earlyDiscussion,
  coreOffer,
  parentsNotInformed,
  justDecided,
  planMissingOrLate,
  planIncomplete,
  allDoneHearingAndMovement,
  allDoneLearning,
  allDoneReading,
  allDoneLanguage,
  allDoneAutism,
  allDoneAttachment,
  cycleClosed,
  reviewOverdueOrLate,
  assessmentOldOrIncomplete,
  professionalsAndAgreement,
  staffNotBriefed,
  fewParentMeetings,
  ehcRequested,
  ehcNotRequested,
  ehcPlan,
  endedAndBegunAgain,
]
