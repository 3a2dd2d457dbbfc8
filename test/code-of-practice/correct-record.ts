import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import type { Assessment, Meeting, Plan, PupilRecord } from '../../src/code-of-practice/record.ts'
import type { Day } from '../../src/days/calendar.ts'
import { assessment, meeting, notice, plan, professional, review } from './build.ts'

/* Adds to a pupil's record, with today's date, the fact that an open finding lacks. */

const changed = <Entry extends { readonly id: string }>(
  list: Entry[],
  id: string | null,
  change: Partial<Entry>,
): Entry[] => list.map((entry) => (entry.id === id ? { ...entry, ...change } : entry))

const written = { teacher: 'Teacher', senco: 'The SENCO' }
const farAhead = '2199-01-01'

const metToday = (today: Day): Meeting => meeting({ id: 'new', kind: 'earlyDiscussion', heldOn: today })

const assessed = (plans: Plan[], id: string | null, today: Day, over: Partial<Assessment>): Plan[] =>
  plans.map((each) =>
    each.id === id
      ? { ...each, assessment: { ...assessment({ assessedOn: today }), ...(each.assessment ?? {}), ...over } }
      : each,
  )

type Remedy = (pupil: PupilRecord, subject: string | null, today: Day) => Partial<PupilRecord>

const planToday = (pupil: PupilRecord, today: Day): Partial<PupilRecord> => ({
  plans: [...pupil.plans, plan({ id: 'new', agreedOn: today, startedOn: today })],
})

const REMEDIES: Readonly<Record<string, Remedy>> = {
  '6.37-universal-strategies': ({ concerns }, id) => ({
    concerns: changed(concerns, id, { universalStrategies: 'Mats' }),
  }),
  '6.38-decision-evidence': ({ decisions }, id) => ({
    decisions: changed(decisions, id, { ...written, evidence: 'Screen' }),
  }),
  '6.38-specialist-assessment': ({ professionals }, _id, today) => ({
    professionals: [...professionals, professional({ id: 'new', contactedOn: today })],
  }),
  '6.39-early-discussion': ({ meetings }, _id, today) => ({ meetings: [...meetings, metToday(today)] }),
  '6.39-discussion-content': ({ meetings }, id) => ({
    meetings: changed(meetings, id, {
      strengthsAndDifficulties: 'Kind',
      parentConcerns: 'Tired',
      nextSteps: 'Log',
      outcomes: ['Reads'],
    }),
  }),
  '6.39-note-to-parents': ({ meetings }, id, today) => ({
    meetings: changed(meetings, id, { noteFiledOn: today, noteGivenToParentsOn: today }),
  }),
  '6.39-iass': ({ meetings }, _id, today) => ({
    meetings: [...meetings, meeting({ id: 'new', kind: 'other', heldOn: today, iassExplainedOn: today })],
  }),
  '6.40-decision': ({ decisions }, _id, today) => ({
    decisions: [...decisions, { id: 'new', decidedOn: today, decision: 'noFurtherAction', higherNeed: false }],
  }),
  '6.40-explained-to-parents': ({ decisions }, id, today) => ({
    decisions: changed(decisions, id, { explainedToParentsOn: today }),
  }),
  '6.43-review-date-and-roles': ({ decisions }, id) => ({
    decisions: changed(decisions, id, {
      reviewOn: farAhead,
      roles: { parent: 'Reads', pupil: 'Picks', staff: 'Sends' },
    }),
  }),
  '6.43-decision-recorded': ({ decisions }, id, today) => ({
    decisions: changed(decisions, id, { recordedOn: today }),
  }),
  '6.43-parents-informed': ({ notices }, _id, today) => ({
    notices: [...notices, notice({ id: 'new', sentOn: today })],
  }),
  '6.44-cycle': (pupil, _id, today) => planToday(pupil, today),
  '6.44-review-held': ({ plans }, id, today) => ({ plans: changed(plans, id, { review: review({ heldOn: today }) }) }),
  '6.44-review-content': ({ plans }, id) => ({
    plans: plans.map((each) =>
      each.id === id && each.review ? { ...each, review: review({ heldOn: each.review.heldOn }) } : each,
    ),
  }),
  '6.45-assessment-evidence': ({ plans }, id, today) => ({
    plans: changed(plans, id, { assessment: assessment({ assessedOn: today }) }),
  }),
  '6.45-parent-concern-answered': ({ concerns }, id, today) => ({
    concerns: changed(concerns, id, { answeredOn: today }),
  }),
  '6.46-assessment-reviewed': ({ plans }, id, today) => ({ plans: assessed(plans, id, today, { reviewedOn: today }) }),
  '6.48-plan-agreed': (pupil, _id, today) => planToday(pupil, today),
  '6.48-plan-content': ({ plans }, id, today) => ({
    plans: changed(plans, id, {
      ...written,
      support: 'Partner',
      expectedImpact: 'Reads',
      parentConsultedOn: today,
      pupilConsultedOn: today,
      reviewOn: farAhead,
    }),
  }),
  '6.49-staff-aware': (pupil, id, today) => ({
    briefings: [
      ...pupil.briefings,
      ...pupil.plans.map(({ id: planId }) => ({ planId, staffId: id ?? '', acknowledgedOn: today })),
    ],
  }),
  '6.49-recorded': ({ plans }, id, today) => ({ plans: changed(plans, id, { recordedOnInformationSystemOn: today }) }),
  '6.65-parent-meetings': ({ meetings }, _id, today) => ({
    meetings: [
      ...meetings,
      ...[1, 2, 3, 4].map((number) => meeting({ id: `new${number}`, kind: 'other', heldOn: today })),
    ],
  }),
}

/**
 * The pupil's record after the school has done today what an open finding lacks.
 * @throws if the rule has no remedy
 */
export const puttingRight = (finding: Finding, pupil: PupilRecord, today: Day): PupilRecord => {
  const remedy = REMEDIES[finding.rule]
  if (remedy === undefined) throw new Error(`No remedy for ${finding.rule}`)
  return { ...pupil, ...remedy(pupil, finding.subject, today) }
}
