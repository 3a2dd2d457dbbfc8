import type { Step } from '../code-of-practice/rule.ts'

/** What a form's address is made from. */
export interface Place {
  /** Null for the school's own steps. */
  readonly pupilId: string | null
  /** The finding's subject: the id of a concern, meeting, decision, plan, professional, consideration or member of staff. */
  readonly subject: string | null
  /** The plan that steps without a plan for a subject are about; null where there is none. */
  readonly currentPlanId: string | null
  /** The meeting in which the advice service would have been explained; null where there is none. */
  readonly earlyDiscussionId: string | null
}

/** The form that puts a finding right. */
export interface StepForm {
  /** What the button says. */
  readonly text: string
  readonly href: string
}

type FormOf = (place: Place) => StepForm

const pupilPage = ({ pupilId }: Place): string => `/pupils/${pupilId ?? ''}`

const ofSchool =
  (text: string, href: string): FormOf =>
  () => ({ text, href })

const newOne =
  (text: string, form: string): FormOf =>
  (place) => ({ text, href: `${pupilPage(place)}/${form}` })

const editOf =
  (text: string, list: string, page = 'edit'): FormOf =>
  (place) => ({
    text,
    href: place.subject === null ? pupilPage(place) : `${pupilPage(place)}/${list}/${place.subject}/${page}`,
  })

/** Of the current plan, whatever the finding's subject is; where there is none, the form that agrees one. */
const ofCurrentPlan =
  (text: string, page: string): FormOf =>
  (place) => ({
    text,
    href: `${pupilPage(place)}/plans/${place.currentPlanId === null ? 'new' : `${place.currentPlanId}/${page}`}`,
  })

const explainIass: FormOf = (place) => ({
  text: 'Record the advice service explained',
  href: `${pupilPage(place)}/meetings/${place.earlyDiscussionId === null ? 'new?kind=other' : `${place.earlyDiscussionId}/edit`}`,
})

/** Each step's form. A new step of the rules does not compile until it has one. */
export const stepForms: Readonly<Record<Step, FormOf>> = {
  reviewTeaching: ofSchool('Record a review of teaching', '/school/teaching-reviews'),
  listSpecialistServices: ofSchool('List specialist services', '/school/services'),
  publishCoreOffer: ofSchool('Publish the core offer', '/school/core-offer'),
  recordStrategies: editOf('Record what was tried in class', 'concerns'),
  recordEvidence: editOf('Record the evidence', 'decisions'),
  involveSpecialist: newOne('Involve a specialist', 'professionals/new'),
  holdEarlyDiscussion: newOne('Record the early discussion', 'meetings/new?kind=earlyDiscussion'),
  completeDiscussion: editOf('Complete the early discussion', 'meetings'),
  giveNoteToParents: editOf('Record the note to the parents', 'meetings'),
  explainIass,
  decide: newOne('Record the decision', 'decisions/new'),
  explainDecision: editOf('Record the decision explained', 'decisions'),
  setReviewDateAndRoles: editOf('Agree the review date and roles', 'decisions'),
  recordDecision: editOf('Record the decision on file', 'decisions'),
  informParents: newOne('Write the letter', 'notices/new'),
  agreePlan: newOne('Agree the plan', 'plans/new'),
  startPlan: ofCurrentPlan('Start the plan', 'start'),
  holdReview: editOf('Hold the review', 'plans', 'review'),
  completeReview: editOf('Complete the review', 'plans', 'review'),
  recordAssessment: editOf('Complete the assessment', 'plans'),
  answerParent: editOf('Answer the parent', 'concerns'),
  reviewAssessment: editOf('Review the assessment', 'plans'),
  recordAgreement: editOf('Record the parents’ agreement', 'professionals'),
  completePlan: editOf('Complete the plan', 'plans'),
  briefStaff: ofCurrentPlan('Share the plan', 'briefing'),
  recordOnInformationSystem: editOf('Record the plan on the system', 'plans', 'briefing'),
  meetParents: newOne('Record a meeting', 'meetings/new?kind=other'),
  reconsiderRequest: editOf('Reconsider the request', 'ehc-considerations'),
}
