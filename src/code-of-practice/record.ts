import { z } from 'zod'
import { isDay } from '../days/calendar.ts'
import { type Fault, firstFault } from './first-fault.ts'

/*
 * The schema of the record that the rules judge. Its fields are in the contract's order, because an invalid record is
 * reported with its first fault; see `first-fault.ts` for what "first" means.
 */

const text = z.string()
const optionalText = text.nullish()
const day = z.string().refine(isDay, { error: 'is not a day of the calendar from 1900 to 2199, written YYYY-MM-DD' })
const optionalDay = day.nullish()
const target = z.int().min(0).max(400).nullish()

const noEqualIds: z.core.CheckFn<readonly { readonly id: string }[]> = ({ value, issues }) => {
  const seen = new Set<string>()
  for (const [index, { id }] of value.entries()) {
    if (seen.has(id)) {
      issues.push({
        code: 'custom',
        input: id,
        path: [index, 'id'],
        message: 'is the id of an earlier one in this list',
      })
    }
    seen.add(id)
  }
}

const targets = z.strictObject({
  earlyDiscussion: target,
  noteToParents: target,
  decision: target,
  informParents: target,
  plan: target,
  briefStaff: target,
  answerParentConcern: target,
  teachingReviewMonths: target,
  assessmentReviewMonths: target,
  parentMeetingsPerYear: target,
})

const term = z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, {
  path: ['to'],
  error: 'is before the day that the term starts',
})

const school = z.strictObject({
  targets: targets.nullish(),
  terms: z.array(term).nullish(),
  closures: z.array(day).nullish(),
  teachingReviews: z.array(z.strictObject({ heldOn: day, focus: optionalText })),
  coreOffer: z.strictObject({ publishedOn: day }).nullish(),
  specialistServices: z.array(z.strictObject({ service: text, referralRoute: optionalText })),
})

const concern = z.strictObject({
  id: text,
  raisedOn: day,
  raisedBy: z.enum(['staff', 'parent', 'pupil', 'professional']),
  universalStrategies: optionalText,
  answeredOn: optionalDay,
  closedOn: optionalDay,
})

const meeting = z.strictObject({
  id: text,
  kind: z.enum(['earlyDiscussion', 'planning', 'review', 'other']),
  heldOn: day,
  parentTookPart: z.boolean(),
  pupilTookPart: z.boolean(),
  absenceReason: optionalText,
  strengthsAndDifficulties: optionalText,
  parentConcerns: optionalText,
  outcomes: z.array(text),
  nextSteps: optionalText,
  noteFiledOn: optionalDay,
  noteGivenToParentsOn: optionalDay,
  iassExplainedOn: optionalDay,
})

const roles = z.strictObject({ parent: optionalText, pupil: optionalText, staff: optionalText })

const decision = z.strictObject({
  id: text,
  decidedOn: day,
  decision: z.enum(['coreOffer', 'senSupport', 'noFurtherAction', 'endSenSupport']),
  teacher: optionalText,
  senco: optionalText,
  evidence: optionalText,
  higherNeed: z.boolean(),
  explainedToParentsOn: optionalDay,
  recordedOn: optionalDay,
  reviewOn: optionalDay,
  roles: roles.nullish(),
})

const notice = z.strictObject({ id: text, sentOn: day, addressee: z.enum(['parent', 'youngPerson']), method: text })

const assessment = z.strictObject({
  assessedOn: day,
  teacher: optionalText,
  senco: optionalText,
  teacherAssessment: optionalText,
  progressAndAttainment: optionalText,
  comparison: optionalText,
  parentViews: optionalText,
  pupilViews: optionalText,
  externalAdviceRelevant: z.boolean(),
  externalAdvice: optionalText,
  reviewedOn: optionalDay,
})

const review = z.strictObject({
  heldOn: day,
  parentViews: optionalText,
  pupilViews: optionalText,
  impact: optionalText,
  decision: z.enum(['continue', 'change', 'stepUp', 'end']).nullish(),
})

const plan = z.strictObject({
  id: text,
  agreedOn: day,
  teacher: optionalText,
  senco: optionalText,
  parentConsultedOn: optionalDay,
  pupilConsultedOn: optionalDay,
  adjustments: optionalText,
  interventions: optionalText,
  support: optionalText,
  expectedImpact: optionalText,
  reviewOn: optionalDay,
  startedOn: optionalDay,
  recordedOnInformationSystemOn: optionalDay,
  assessment: assessment.nullish(),
  review: review.nullish(),
})

const agreement = z.strictObject({ answer: z.enum(['agreed', 'refused']), on: day, by: text })

const professional = z.strictObject({
  id: text,
  service: text,
  alreadyWorkingWithSchool: z.boolean(),
  agreement: agreement.nullish(),
  contactedOn: optionalDay,
  adviceReceivedOn: optionalDay,
})

const staffMember = z.strictObject({ id: text, from: day, until: optionalDay })

const briefing = z.strictObject({ planId: text, staffId: text, sharedOn: optionalDay, acknowledgedOn: optionalDay })

const ehcConsideration = z.strictObject({
  id: text,
  consideredOn: day,
  outcome: z.enum(['request', 'noRequest']),
  reasons: z.array(
    z.enum([
      'requestQuotaReached',
      'noEducationalPsychologistReport',
      'sixThousandPoundsNotSpent',
      'notEnoughCycles',
      'needsMetBySenSupport',
      'parentsDoNotWish',
      'other',
    ]),
  ),
})

const pupil = z.strictObject({
  upn: text,
  dateOfBirth: day,
  ehcPlanFrom: optionalDay,
  concerns: z.array(concern).check(noEqualIds),
  meetings: z.array(meeting).check(noEqualIds),
  decisions: z.array(decision).check(noEqualIds),
  notices: z.array(notice).check(noEqualIds),
  plans: z.array(plan).check(noEqualIds),
  professionals: z.array(professional).check(noEqualIds),
  staff: z.array(staffMember).check(noEqualIds),
  briefings: z.array(briefing),
  ehcConsiderations: z.array(ehcConsideration).check(noEqualIds),
})

/**
 * A check on the whole record and not on the list of terms, because it comes last in the contract's order of faults.
 */
const termsInOrder: z.core.CheckFn<{ school: { terms?: { from: string; to: string }[] | null } }> = (payload) => {
  const terms = payload.value.school.terms ?? []
  for (const [index, { from }] of terms.entries()) {
    const before = terms[index - 1]
    if (before === undefined || from > before.to) continue
    const path = ['school', 'terms', index, 'from']
    payload.issues.push({ code: 'custom', input: from, path, message: 'is not after the end of the term before it' })
  }
}

/** The contract's record: a school and its pupils as of a day. Unknown fields are invalid. */
export const schoolRecordSchema = z.strictObject({ asOf: day, school, pupils: z.array(pupil) }).check(termsInOrder)

export type SchoolRecord = z.infer<typeof schoolRecordSchema>
export type SchoolFacts = z.infer<typeof school>
export type PupilRecord = z.infer<typeof pupil>
export type Concern = z.infer<typeof concern>
export type Meeting = z.infer<typeof meeting>
export type Decision = z.infer<typeof decision>
export type Notice = z.infer<typeof notice>
export type Plan = z.infer<typeof plan>
export type Assessment = z.infer<typeof assessment>
export type PlanReview = z.infer<typeof review>
export type Professional = z.infer<typeof professional>
export type StaffMember = z.infer<typeof staffMember>
export type Briefing = z.infer<typeof briefing>
export type EhcConsideration = z.infer<typeof ehcConsideration>
export type EhcReason = EhcConsideration['reasons'][number]
export type TargetName = keyof z.infer<typeof targets>

/** A valid record, or the first fault of an invalid one. */
type ParsedRecord =
  | { readonly kept: true; readonly record: SchoolRecord }
  | { readonly kept: false; readonly fault: Fault }

/** Checks any value against the contract. If the value is invalid, returns its first fault and does not throw. */
export const parseRecord = (value: unknown): ParsedRecord => {
  const parsed = schoolRecordSchema.safeParse(value)
  const fault = parsed.success ? null : firstFault(schoolRecordSchema, value)
  if (parsed.success) return { kept: true, record: parsed.data }
  return { kept: false, fault: fault ?? { path: '', problem: 'does not keep the contract' } }
}

const SPACE = 32
const TAB = 9
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Whether a text is "blank" in the contract's sense: absent, null, or only spaces, tabs and line ends. */
export const isBlank = (written: string | null | undefined): boolean => {
  if (written === null || written === undefined) return true
  for (let index = 0; index < written.length; index++) {
    const code = written.charCodeAt(index)
    if (code !== SPACE && code !== TAB && code !== LINE_FEED && code !== CARRIAGE_RETURN) return false
  }
  return true
}
