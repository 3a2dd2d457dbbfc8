import { expect, test } from 'vitest'
import { STEPS } from '../../src/code-of-practice/rule.ts'
import { stepForms } from '../../src/findings/step-forms.ts'

const place = { pupilId: 'amir', subject: 'it', currentPlanId: 'plan', earlyDiscussionId: 'talk' }

test('every kind of step links to a form of its own', () => {
  expect(STEPS.map((step) => [step, stepForms[step](place).href])).toEqual([
    ['reviewTeaching', '/school/teaching-reviews'],
    ['listSpecialistServices', '/school/services'],
    ['publishCoreOffer', '/school/core-offer'],
    ['recordStrategies', '/pupils/amir/concerns/it/edit'],
    ['recordEvidence', '/pupils/amir/decisions/it/edit'],
    ['involveSpecialist', '/pupils/amir/professionals/new'],
    ['holdEarlyDiscussion', '/pupils/amir/meetings/new?kind=earlyDiscussion'],
    ['completeDiscussion', '/pupils/amir/meetings/it/edit'],
    ['giveNoteToParents', '/pupils/amir/meetings/it/edit'],
    ['explainIass', '/pupils/amir/meetings/talk/edit'],
    ['decide', '/pupils/amir/decisions/new'],
    ['explainDecision', '/pupils/amir/decisions/it/edit'],
    ['setReviewDateAndRoles', '/pupils/amir/decisions/it/edit'],
    ['recordDecision', '/pupils/amir/decisions/it/edit'],
    ['informParents', '/pupils/amir/notices/new'],
    ['agreePlan', '/pupils/amir/plans/new'],
    ['startPlan', '/pupils/amir/plans/plan/start'],
    ['holdReview', '/pupils/amir/plans/it/review'],
    ['completeReview', '/pupils/amir/plans/it/review'],
    ['recordAssessment', '/pupils/amir/plans/it/edit'],
    ['answerParent', '/pupils/amir/concerns/it/edit'],
    ['reviewAssessment', '/pupils/amir/plans/it/edit'],
    ['recordAgreement', '/pupils/amir/professionals/it/edit'],
    ['completePlan', '/pupils/amir/plans/it/edit'],
    ['briefStaff', '/pupils/amir/plans/plan/briefing'],
    ['recordOnInformationSystem', '/pupils/amir/plans/it/briefing'],
    ['meetParents', '/pupils/amir/meetings/new?kind=other'],
    ['reconsiderRequest', '/pupils/amir/ehc-considerations/it/edit'],
  ])
})

test('a step about a plan or a discussion that does not exist links to the form for a new one', () => {
  const nowhere = { ...place, subject: null, currentPlanId: null, earlyDiscussionId: null }
  expect(stepForms.startPlan(nowhere).href).toBe('/pupils/amir/plans/new')
  expect(stepForms.explainIass(nowhere).href).toBe('/pupils/amir/meetings/new?kind=other')
})
