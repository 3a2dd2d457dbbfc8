import { toDate } from '../../src/platform/database/days.ts'
import type { SchoolBuild } from './add-pupil.ts'

/**
 * National figures, in per cent, as the Department for Education publishes them. The school enters them once a year.
 */
const england: Readonly<Record<string, number>> = { senSupport: 14.2, ehcPlan: 5.3, boys: 61, freeSchoolMeals: 39.3 }

const training: { schoolDaysAgo: number; topic: string; forWhom: string; howMany: number | null }[] = [
  {
    schoolDaysAgo: 16,
    topic: 'Words before writing: language difficulties in class, with our speech and language therapist',
    forWhom: 'All teachers and assistants',
    howMany: 13,
  },
  {
    schoolDaysAgo: 41,
    topic: 'What behaviour tells us: attachment and trauma',
    forWhom: 'Everybody, lunchtime staff too',
    howMany: 19,
  },
  {
    schoolDaysAgo: 74,
    topic: 'Hearing aids and radio aids: how to check them, where to stand',
    forWhom: 'Year 3 and 4',
    howMany: 5,
  },
  {
    schoolDaysAgo: 128,
    topic: 'Writing outcomes that can be measured',
    forWhom: 'Class teachers',
    howMany: null,
  },
]

/** Adds what only the report for governors shows: the figures for England, and the training of staff. */
export const addGovernorsData = ({ rows, days, schoolId, mint }: SchoolBuild): void => {
  for (const [figure, percent] of Object.entries(england)) {
    rows.nationalFigure.push({ schoolId, id: mint(), figure, percent })
  }
  for (const { schoolDaysAgo, ...fixture } of training) {
    rows.staffTraining.push({ schoolId, id: mint(), heldOn: toDate(days.ago(schoolDaysAgo)), ...fixture })
  }
}
