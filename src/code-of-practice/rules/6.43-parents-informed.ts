import { isYoungPersonOn, nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliestDay, type PupilAsOf } from '../as-of.ts'
import type { Decision, Notice } from '../record.ts'
import { onlyIf, pupilRule } from '../rule.ts'
import { counted, dated, doneBy } from '../verdict.ts'

const whyNot = (notice: Notice, start: Decision, { dateOfBirth }: PupilAsOf): string | null => {
  if (notice.sentOn < start.decidedOn) return 'Sent before the decision'
  if (notice.addressee === 'parent' || isYoungPersonOn(dateOfBirth, notice.sentOn)) return null
  return 'Sent to the pupil before they were a young person in law'
}

const doneOn = (start: Decision, pupil: PupilAsOf) =>
  earliestDay(pupil.notices, (notice) => (whyNot(notice, start, pupil) === null ? notice.sentOn : null))

export const parentsInformed = pupilRule({
  id: '6.43-parents-informed',
  paragraph: '6.43',
  alsoIn: ['6.48'],
  level: 'must',
  law: 'Children and Families Act 2014, section 68',
  title: 'Parents told formally about SEN Support',
  asks: 'Once special educational provision is decided, the parents (or the young person) must be told formally.',
  step: 'informParents',
  target: 'informParents',
  subjects: ({ start }) => onlyIf(start),
  judge: (start, pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(start, pupil), nthSchoolDayAfter(calendar, start.decidedOn, targets.informParents), asOf),
  facts: (start, pupil) => [
    dated('SEN Support decided', start.decidedOn),
    ...pupil.notices.map((notice) =>
      counted(
        notice.addressee === 'parent' ? 'Notice to the parents' : 'Notice to the young person',
        notice.sentOn,
        whyNot(notice, start, pupil),
      ),
    ),
  ],
})
