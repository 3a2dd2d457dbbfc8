import type { Day } from '../../src/days/calendar.ts'
import { addLetters } from './add-letters.ts'
import { addPupil } from './add-pupil.ts'
import { backgroundPupils } from './background.ts'
import { addClasses, addReadingGroup, addStaff } from './classes.ts'
import { addCovers } from './covers.ts'
import { demoDays } from './days.ts'
import { addDrafts } from './drafts.ts'
import { addGovernorsData } from './for-governors.ts'
import { addInformationReport } from './information-report.ts'
import { kinds } from './kinds.ts'
import { classNames } from './people.ts'
import { addPlannedReviews } from './planned-reviews.ts'
import { addProgress } from './progress.ts'
import { addRoundRobins } from './round-robins.ts'
import { type DemoRows, noRows } from './rows.ts'
import { addSchoolAndCalendar } from './school.ts'
import { mintIds } from './seeded.ts'

/**
 * All rows of Ashgrove Academy as of a day (`YYYY-MM-DD`): 240 pupils in nine classes and a group, fourteen staff, and
 * about forty pupils between a first concern and SEN Support. Every status of every rule occurs. Pure: the same day
 * gives the same rows, including ids. Everything done is on a school day and not after `today`.
 */
export const buildDemoSchool = (today: Day): DemoRows => {
  const rows = noRows()
  const days = demoDays(today)
  const mint = mintIds(8012417)
  const schoolId = mint()
  addSchoolAndCalendar(rows, days, schoolId, mint)
  const staffIds = addStaff(rows, days, schoolId, mint)
  const classIds = addClasses(rows, days, schoolId, staffIds, mint)
  const fixture = kinds.flatMap((kind) => kind(days))
  const pupils = [...fixture, ...backgroundPupils(fixture)]
  const placed = new Map(classNames.map((name) => [name, 0]))
  for (const [place, pupil] of pupils.entries()) {
    const placeInClass = placed.get(pupil.class) ?? 0
    placed.set(pupil.class, placeInClass + 1)
    addPupil({ rows, days, schoolId, staffIds, classIds, mint }, pupil, place + 1, placeInClass)
  }
  addPlannedReviews({ rows, days, schoolId, staffIds, classIds, mint })
  addRoundRobins({ rows, days, schoolId, staffIds, classIds, mint })
  addLetters({ rows, days, schoolId, staffIds, classIds, mint })
  addInformationReport({ rows, days, schoolId, staffIds, classIds, mint })
  addDrafts({ rows, days, schoolId, staffIds, classIds, mint })
  addProgress({ rows, days, schoolId, staffIds, classIds, mint })
  addReadingGroup({ rows, days, schoolId, staffIds, classIds, mint })
  addCovers({ rows, days, schoolId, staffIds, classIds, mint })
  addGovernorsData({ rows, days, schoolId, staffIds, classIds, mint })
  return rows
}
