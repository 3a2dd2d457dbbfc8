import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, type TestSchool } from '../../support/app.ts'

/** The form fields of a complete plan. */
export const typed = {
  ...dayTyped('assessedOn', '2026-11-02'),
  assessmentTeacher: 'Miss Ali',
  assessmentSenco: 'Jo Marsh',
  teacherAssessment: 'Retells a story one to one',
  progressAndAttainment: 'Reading at Year 2',
  comparison: 'Most of 4B follow three steps',
  parentWords: 'He understands when I show him',
  parentInWhoseWords: 'Mrs Khan, in her own words',
  pupilDeclined: 'yes',
  externalAdviceRelevant: 'yes',
  externalAdvice: 'Eight words at most',
  'outcomes.0.outcome': 'Asks for help with his card',
  'outcomes.0.measure': 'Tally',
  'outcomes.0.baseline': 'Once a week',
  ...dayTyped('outcomes.0.byOn', '2027-01-29'),
  'outcomes.1.outcome': 'Follows two-step instructions',
  adjustments: 'Sits at the front\n\nWords with pictures',
  'interventions.0.what': 'Talk Boost',
  'interventions.0.serves': '2',
  'interventions.0.deliveredBy': 'Mr Zielinski',
  'interventions.0.howOften': 'three times a week',
  'interventions.0.groupSize': '4',
  'interventions.0.sessionsPlanned': '30',
  support: 'An adult near him for five minutes',
  needsInALine: 'Understands short sentences',
  helps: 'His name first\nShow it\nWait ten seconds',
  avoid: 'Calling across the room',
  expectedImpact: 'Starts a task by himself',
  ...dayTyped('parentConsultedOn', '2026-11-09'),
  ...dayTyped('pupilConsultedOn', '2026-11-10'),
  ...dayTyped('agreedOn', '2026-11-12'),
  teacher: 'Miss Ali',
  senco: 'Jo Marsh',
  ...dayTyped('reviewOn', '2027-01-29'),
}

/** A pupil on SEN Support since 5 November, taught by the teacher and supported by the teaching assistant. */
export async function onSenSupport(ours: TestSchool) {
  const { schoolId } = ours
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  await ours.inSchool(async (tx) => {
    await tx.decision.createMany({
      data: [
        {
          schoolId,
          id: uuidv7(),
          pupilId,
          decision: 'senSupport',
          decidedOn: toDate('2026-11-05'),
          teacher: 'Miss Ali',
        },
      ],
    })
    await tx.pupilStaff.createMany({
      data: [{ schoolId, id: uuidv7(), pupilId, staffId: ours.staffIds.teachingAssistant, from: toDate('2026-09-03') }],
    })
  })
  return { pupilId, newPath: `/pupils/${pupilId}/plans/new` }
}

/** The pupil's plans with everything that belongs to them, the latest last. */
export const plansOf = (ours: TestSchool, pupilId: string) =>
  ours.inSchool(async (tx) => {
    const plans = await tx.plan.findMany({
      where: { schoolId: ours.schoolId, pupilId },
      orderBy: { agreedOn: 'asc' },
      include: {
        assessment: { include: { views: { orderBy: { speaker: 'asc' } } } },
        outcomes: { orderBy: { position: 'asc' }, include: { progress: true } },
        provisions: { orderBy: { position: 'asc' } },
        reviews: { where: { withdrawnAt: null }, include: { views: { orderBy: { speaker: 'asc' } } } },
        briefings: { orderBy: { staffId: 'asc' } },
      },
    })
    return plans.map(({ reviews, ...plan }) => ({ ...plan, review: reviews[0] ?? null }))
  })

/** A pupil on SEN Support with one plan, saved through the form. */
export async function aPlan(ours: TestSchool, fields: Readonly<Record<string, string>> = {}) {
  const { pupilId, newPath } = await onSenSupport(ours)
  const senco = await ours.as('senco')
  const answer = await senco.submit(newPath, { ...typed, ...fields })
  const plans = () => plansOf(ours, pupilId)
  const [plan] = await plans()
  if (!plan) throw new Error(`the plan was not saved: ${answer.status} ${answer.text}`)
  return { ours, pupilId, newPath, senco, plans, plan, at: `/pupils/${pupilId}/plans/${plan.id}` }
}
