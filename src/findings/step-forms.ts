import { type Permission, type Role, scopeOf } from '../access/permissions.ts'
import type { Step } from '../code-of-practice/rule.ts'

/** The ids that a form's address is made from. */
interface Place {
  /** Null where the step is the school's own. */
  readonly pupilId: string | null
  /** The finding's subject: the id of a concern, meeting, decision, plan, professional, consideration or member of staff. */
  readonly subject: string | null
  /** The plan for steps whose subject is not a plan; null when there is none. */
  readonly currentPlanId: string | null
  /** The meeting to record the explanation of the advice service in; null when there is none. */
  readonly earlyDiscussionId: string | null
}

/** The link to the form that does a missing step. */
export interface StepForm {
  /** The button's text. */
  readonly text: string
  readonly href: string
  /** The permission needed to open the form. */
  readonly may: Permission
}

type FormOf = (place: Place) => StepForm

const pupilPage = ({ pupilId }: Place): string => `/pupils/${pupilId ?? ''}`

const ofSchool =
  (text: string, href: string): FormOf =>
  () => ({ text, href, may: 'school:write' })

const newOne =
  (text: string, form: string, may: Permission): FormOf =>
  (place) => ({ text, href: `${pupilPage(place)}/${form}`, may })

const editOf =
  (text: string, list: string, may: Permission, page = 'edit'): FormOf =>
  (place) => ({
    text,
    may,
    href: place.subject === null ? pupilPage(place) : `${pupilPage(place)}/${list}/${place.subject}/${page}`,
  })

/**
 * The address of the current plan's page, whatever the finding's subject is; without a plan, of the form for a new
 * one.
 */
const ofCurrentPlan =
  (text: string, page: string, may: Permission): FormOf =>
  (place) => ({
    text,
    may,
    href: `${pupilPage(place)}/plans/${place.currentPlanId === null ? 'new' : `${place.currentPlanId}/${page}`}`,
  })

const explainIass: FormOf = (place) => ({
  text: 'Record the advice service explained',
  may: 'meeting:record',
  href: `${pupilPage(place)}/meetings/${place.earlyDiscussionId === null ? 'new?kind=other' : `${place.earlyDiscussionId}/edit`}`,
})

/** The form for each step. A new step of the rules does not compile until it has one. */
export const stepForms: Readonly<Record<Step, FormOf>> = {
  reviewTeaching: ofSchool('Record a review of teaching', '/school/teaching-reviews'),
  listSpecialistServices: ofSchool('List specialist services', '/school/services'),
  publishCoreOffer: ofSchool('Publish the core offer', '/school/core-offer'),
  recordStrategies: editOf('Record what was tried in class', 'concerns', 'concern:answer'),
  recordEvidence: editOf('Record the evidence', 'decisions', 'decision:record'),
  involveSpecialist: newOne('Involve a specialist', 'professionals/new', 'professional:involve'),
  holdEarlyDiscussion: newOne('Record the early discussion', 'meetings/new?kind=earlyDiscussion', 'meeting:record'),
  completeDiscussion: editOf('Complete the early discussion', 'meetings', 'meeting:record'),
  giveNoteToParents: editOf('Record the note to the parents', 'meetings', 'meeting:record'),
  explainIass,
  decide: newOne('Record the decision', 'decisions/new', 'decision:record'),
  explainDecision: editOf('Record the decision explained', 'decisions', 'decision:record'),
  setReviewDateAndRoles: editOf('Agree the review date and roles', 'decisions', 'decision:record'),
  recordDecision: editOf('Record the decision on file', 'decisions', 'decision:record'),
  informParents: newOne('Write the letter', 'notices/new', 'notice:send'),
  agreePlan: newOne('Agree the plan', 'plans/new', 'plan:agree'),
  startPlan: ofCurrentPlan('Start the plan', 'start', 'plan:agree'),
  holdReview: editOf('Hold the review', 'plans', 'review:hold', 'review'),
  completeReview: editOf('Complete the review', 'plans', 'review:hold', 'review'),
  recordAssessment: editOf('Complete the assessment', 'plans', 'plan:agree'),
  answerParent: editOf('Answer the parent', 'concerns', 'concern:answer'),
  reviewAssessment: editOf('Review the assessment', 'plans', 'plan:agree'),
  recordAgreement: editOf('Record the parents’ agreement', 'professionals', 'professional:involve'),
  completePlan: editOf('Complete the plan', 'plans', 'plan:agree'),
  briefStaff: ofCurrentPlan('Share the plan', 'briefing', 'staff:brief'),
  recordOnInformationSystem: editOf('Record the plan on the system', 'plans', 'staff:brief', 'briefing'),
  meetParents: newOne('Record a meeting', 'meetings/new?kind=other', 'meeting:record'),
  reconsiderRequest: editOf('Reconsider the request', 'ehc-considerations', 'ehc:consider'),
}

/** The form if the role may open it; null if it may not or there is no form. */
export const formFor = (role: Role, form: StepForm | null): StepForm | null =>
  form !== null && scopeOf(role, form.may) !== null ? form : null
