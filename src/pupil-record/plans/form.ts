import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import {
  day,
  id,
  limits,
  lines,
  notAfter,
  optionalDay,
  optionalId,
  optionalText,
  optionalWhole,
  type Refuse,
  version,
  yesOrNo,
} from '../../ui/forms/fields.ts'
import { mostRows } from '../../ui/forms/form-values.ts'
import { refuseViews, viewFields, viewLabels, viewsIn } from '../views-given.ts'

/** In characters. An outcome is one sentence. */
export const longestOutcome = 500

/** The most lines of "what helps": what a teacher can keep in mind in a lesson. */
export const mostHelps = 3

export const labels = {
  assessedOn: 'When was the assessment made?',
  assessmentTeacher: 'Teacher who assessed',
  assessmentSenco: 'SENCO who assessed',
  teacherAssessment: 'What the teacher’s assessment shows',
  progressAndAttainment: 'Progress and attainment so far',
  comparison: 'Compared with others and with the country',
  ...viewLabels,
  externalAdviceRelevant: 'Is advice from outside the school relevant?',
  externalAdvice: 'What the advice says',
  reviewedOn: 'When was the assessment last looked at again?',
  'outcomes.outcome': 'What the pupil will be able to do',
  'outcomes.measure': 'How we will know',
  'outcomes.baseline': 'Where it stands today',
  'outcomes.byOn': 'By when',
  adjustments: 'Adjustments in class',
  'interventions.what': 'What is done',
  'interventions.serves': 'Which outcome it serves',
  'interventions.deliveredBy': 'Who does it',
  'interventions.howOften': 'How often, how long',
  'interventions.groupSize': 'Pupils in the group',
  'interventions.sessionsPlanned': 'Sessions planned',
  support: 'Support',
  needsInALine: 'Needs in a line',
  helps: 'Three things that help',
  avoid: 'One thing to avoid',
  expectedImpact: 'What difference should it make?',
  parentConsultedOn: 'When were the parents consulted?',
  pupilConsultedOn: 'When was the pupil consulted?',
  agreedOn: 'When was the plan agreed?',
  teacher: 'Teacher who agreed it',
  senco: 'SENCO who agreed it',
  reviewOn: 'When will it be reviewed?',
} as const

const assessed = (today: Day) => ({
  assessedOn: optionalDay(notAfter(today)),
  assessmentTeacher: optionalText(limits.name),
  assessmentSenco: optionalText(limits.name),
  teacherAssessment: optionalText(limits.text),
  progressAndAttainment: optionalText(limits.text),
  comparison: optionalText(limits.text),
  ...viewFields(),
  externalAdviceRelevant: yesOrNo('Say whether advice from outside the school is relevant'),
  externalAdvice: optionalText(limits.text),
  reviewedOn: optionalDay(notAfter(today)),
})

const outcomeRow = z.object({
  id: optionalId(),
  outcome: optionalText(longestOutcome),
  measure: optionalText(),
  baseline: optionalText(),
  byOn: optionalDay(),
})

const interventionRow = z.object({
  id: optionalId(),
  what: optionalText(),
  /** The number of the outcome's row in the form that the intervention works towards, from 1. */
  serves: optionalWhole(1, mostRows),
  deliveredBy: optionalText(limits.name),
  howOften: optionalText(),
  groupSize: optionalWhole(1, 40),
  sessionsPlanned: optionalWhole(1, 400),
})

const agreed = (today: Day) => ({
  ...assessed(today),
  outcomes: z.array(outcomeRow).default([]),
  adjustments: lines(),
  interventions: z.array(interventionRow).default([]),
  support: lines(),
  needsInALine: optionalText(),
  helps: lines(limits.line, mostHelps),
  avoid: lines(limits.line, 1),
  expectedImpact: optionalText(limits.text),
  parentConsultedOn: optionalDay(notAfter(today)),
  pupilConsultedOn: optionalDay(notAfter(today)),
  agreedOn: day('Enter the day on which the plan was agreed', notAfter(today)),
  teacher: optionalText(limits.name),
  senco: optionalText(limits.name),
  reviewOn: optionalDay(),
})

type TypedPlan = z.infer<z.ZodObject<ReturnType<typeof agreed>>>

const assessmentIsToldOf = (typed: TypedPlan): boolean =>
  typed.teacherAssessment !== null ||
  typed.progressAndAttainment !== null ||
  typed.comparison !== null ||
  typed.reviewedOn !== null ||
  typed.externalAdviceRelevant ||
  typed.externalAdvice !== null ||
  viewsIn(typed).some(({ words, declined }) => words !== null || declined)

function refuseAssessment(typed: TypedPlan, refuse: Refuse): void {
  const { assessedOn, reviewedOn } = typed
  refuseViews(typed, refuse)
  if (assessedOn === null && assessmentIsToldOf(typed))
    refuse('assessedOn-day', 'Enter the day on which the assessment was made')
  if (assessedOn !== null && reviewedOn !== null && reviewedOn < assessedOn)
    refuse('reviewedOn-day', 'It cannot have been looked at again before it was made')
}

function refuseOutcomes({ outcomes, agreedOn }: TypedPlan, refuse: Refuse): void {
  for (const [row, { outcome, measure, baseline, byOn }] of outcomes.entries()) {
    if (outcome === null && (measure !== null || baseline !== null || byOn !== null))
      refuse(`outcomes.${row}.outcome`, 'Say what the pupil will be able to do, or clear this outcome')
    if (outcome !== null && byOn !== null && byOn <= agreedOn)
      refuse(`outcomes.${row}.byOn-day`, `${dayInWords(byOn)} is not after the plan was agreed`)
  }
}

const isEmpty = ({ id: _, serves, ...told }: TypedPlan['interventions'][number]): boolean =>
  serves === null && Object.values(told).every((one) => one === null)

function refuseInterventions({ interventions, outcomes }: TypedPlan, refuse: Refuse): void {
  for (const [row, intervention] of interventions.entries()) {
    const { what, serves } = intervention
    if (what === null && !isEmpty(intervention))
      refuse(`interventions.${row}.what`, 'Say what is done, or clear this intervention')
    if (serves !== null && (outcomes[serves - 1]?.outcome ?? null) === null)
      refuse(`interventions.${row}.serves`, `Outcome ${serves} is empty. Write it above, or choose another`)
  }
}

function refuseContradictions(typed: TypedPlan, context: z.core.$RefinementCtx<TypedPlan>): void {
  const refuse: Refuse = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
  refuseAssessment(typed, refuse)
  refuseOutcomes(typed, refuse)
  refuseInterventions(typed, refuse)
  if (typed.reviewOn !== null && typed.reviewOn <= typed.agreedOn)
    refuse('reviewOn-day', 'The review has to be later than the day on which the plan was agreed')
}

export type TypedOutcome = Omit<TypedPlan['outcomes'][number], 'outcome'> & { outcome: string }

type TypedIntervention = Omit<TypedPlan['interventions'][number], 'what' | 'serves'> & {
  what: string
  /** The index, among the rows that are not empty, of the outcome that the intervention works towards; from 0. */
  serves: number | null
}

/**
 * Drops empty rows. `serves` changes from the outcome's row number in the form to its index among the rows that stay.
 */
function withoutEmptyRows<Plan extends TypedPlan>({ outcomes, interventions, ...plan }: Plan) {
  const places = new Map<number, number>()
  const kept: TypedOutcome[] = []
  for (const [row, { outcome, ...told }] of outcomes.entries()) {
    if (outcome === null) continue
    places.set(row + 1, kept.length)
    kept.push({ ...told, outcome })
  }
  return {
    ...plan,
    outcomes: kept,
    interventions: interventions.flatMap(({ what, serves, ...told }): TypedIntervention[] =>
      what === null ? [] : [{ ...told, what, serves: serves === null ? null : (places.get(serves) ?? null) }],
    ),
  }
}

/** The schema of a new plan with the assessment that it is based on (6.45, 6.48). */
export const planForm = (today: Day) =>
  z
    .object({ id: id(), ...agreed(today) })
    .superRefine(refuseContradictions)
    .transform(withoutEmptyRows)

export type AgreePlan = z.infer<ReturnType<typeof planForm>>

/** The schema of a saved plan that is corrected or completed. */
export const planEditForm = (today: Day) =>
  z
    .object({ version: version(), ...agreed(today) })
    .superRefine(refuseContradictions)
    .transform(withoutEmptyRows)

export type EditPlan = z.infer<ReturnType<typeof planEditForm>>

export const startLabels = { startedOn: 'When did the plan start?' } as const

/** The schema of the form that records when a plan's provision began. */
export const startForm = (today: Day) =>
  z.object({ version: version(), startedOn: day('Enter the day on which the plan started', notAfter(today)) })

export type StartPlan = z.infer<ReturnType<typeof startForm>>

/** The number of empty rows after the last one in use. A form that is saved with them filled in shows more. */
export const spareRows = 2

/** What was typed in a field of the form; empty where nothing was. */
export const typedIn = (form: FormState, name: string): string => form.values[name]?.[0] ?? ''

/** The names of the fields of an outcome's row. */
export const outcomeNames = (row: string) => ({
  outcome: `${row}.outcome`,
  measure: `${row}.measure`,
  baseline: `${row}.baseline`,
  byOn: `${row}.byOn`,
})

/** The names of the fields of an intervention's row. */
export const interventionNames = (row: string) => ({
  what: `${row}.what`,
  serves: `${row}.serves`,
  deliveredBy: `${row}.deliveredBy`,
  howOften: `${row}.howOften`,
  groupSize: `${row}.groupSize`,
  sessionsPlanned: `${row}.sessionsPlanned`,
})

const longestChoice = 60

/** An outcome's text as a choice in a list, cut to the length of a line. */
export const shortenedOutcome = (text: string): string =>
  text.length <= longestChoice ? text : `${text.slice(0, longestChoice).trimEnd()}…`
