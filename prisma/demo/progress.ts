import type { Progress } from '../../src/generated/prisma/enums.ts'
import { toDate } from '../../src/platform/database/days.ts'
import type { SchoolBuild } from './add-pupil.ts'
import type { StaffKey } from './people.ts'

/** What was seen of an outcome in a lesson: the outcome's index in the plan, and how many school days ago. */
interface ProgressFixture {
  outcome: number
  by: StaffKey
  daysAgo: number
  progress: Progress
  note?: string
}

const fixtures: readonly { forename: string; surname: string; seen: readonly ProgressFixture[] }[] = [
  {
    forename: 'Amir',
    surname: 'Khan',
    seen: [
      {
        outcome: 0,
        by: 'brooks',
        daysAgo: 6,
        progress: 'notYet',
        note: 'The card stayed in his tray. I asked, then he took it.',
      },
      {
        outcome: 0,
        by: 'gallagher',
        daysAgo: 3,
        progress: 'some',
        note: 'Put the card up twice in maths, by himself.',
      },
      {
        outcome: 0,
        by: 'brooks',
        daysAgo: 1,
        progress: 'some',
        note: 'Uses the card when it is quiet, forgets it after break.',
      },
      { outcome: 1, by: 'gallagher', daysAgo: 3, progress: 'notYet' },
      { outcome: 1, by: 'brooks', daysAgo: 1, progress: 'some', note: 'Both steps if he says them back to me first.' },
    ],
  },
  {
    forename: 'Poppy',
    surname: 'Ferreira',
    seen: [
      { outcome: 0, by: 'gallagher', daysAgo: 5, progress: 'some', note: 'One reason, and Poppy chose it herself.' },
      {
        outcome: 0,
        by: 'brooks',
        daysAgo: 2,
        progress: 'met',
        note: 'Two reasons in guided reading, to the whole table.',
      },
    ],
  },
  {
    forename: 'Fatima Noor',
    surname: 'Begum',
    seen: [
      {
        outcome: 0,
        by: 'iqbal',
        daysAgo: 4,
        progress: 'some',
        note: 'Seven minutes with the timer. Fatima turned it over again without being told.',
      },
      { outcome: 1, by: 'iqbal', daysAgo: 4, progress: 'notYet' },
    ],
  },
]

/** Adds progress of a few pupils, as their teacher and assistant noted it in class. */
export const addProgress = ({ rows, days, schoolId, staffIds, mint }: SchoolBuild): void => {
  for (const { forename, surname, seen } of fixtures) {
    const pupil = rows.pupil.find((one) => one.legalForename === forename && one.legalSurname === surname)
    const plan = rows.plan.findLast(({ pupilId }) => pupilId === pupil?.id)
    const outcomes = rows.outcome.filter(({ planId }) => planId === plan?.id)
    for (const { outcome, by, daysAgo, ...said } of seen) {
      const outcomeId = outcomes[outcome]?.id
      if (pupil?.id === undefined || plan === undefined || outcomeId === undefined)
        throw new Error('A pupil with progress to tell has no such outcome in the demo.')
      const seenOn = toDate(days.ago(daysAgo))
      rows.progressInClass.push({
        schoolId,
        id: mint(),
        pupilId: pupil.id,
        outcomeId,
        staffId: staffIds[by],
        seenOn,
        ...said,
      })
    }
  }
}
