import { laterOf, nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliestDay, type PupilAsOf } from '../as-of.ts'
import type { Plan, StaffMember } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

/** The subject of the rule: a member of staff who works with the pupil, and the plan that they have to know. */
interface Reader {
  readonly id: string
  readonly member: StaffMember
  readonly plan: Plan
}

const doneOn = ({ id }: Reader, { briefings }: PupilAsOf) =>
  earliestDay(briefings, ({ staffId, acknowledgedOn }) => (staffId === id ? acknowledgedOn : null))

const firstSharedOn = ({ id }: Reader, { briefings }: PupilAsOf) =>
  earliestDay(briefings, ({ staffId, sharedOn }) => (staffId === id ? sharedOn : null))

const toBeKnownFrom = ({ member, plan }: Reader) => laterOf(member.from, plan.agreedOn)

export const staffAware = pupilRule({
  id: '6.49-staff-aware',
  paragraph: '6.49',
  ...SHOULD,
  title: 'Staff know the plan',
  asks: 'All teachers and support staff who work with the pupil know their needs, the outcomes sought, the support and the strategies.',
  step: 'briefStaff',
  target: 'briefStaff',
  subjects: ({ staff, currentPlan }): Reader[] =>
    currentPlan === null ? [] : staff.map((member) => ({ id: member.id, member, plan: currentPlan })),
  appliesTo: ({ member: { until } }, _pupil, { asOf }) => !until || until >= asOf,
  judge: (reader, pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(reader, pupil), nthSchoolDayAfter(calendar, toBeKnownFrom(reader), targets.briefStaff), asOf),
  facts: (reader, pupil) => [
    dated('Plan agreed', reader.plan.agreedOn),
    dated('Works with the pupil from', reader.member.from),
    dated('Plan shared', firstSharedOn(reader, pupil)),
    dated('Plan read and acknowledged', doneOn(reader, pupil)),
  ],
})
