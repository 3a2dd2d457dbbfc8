import type { Day } from '../../src/days/calendar.ts'
import { backgroundPupils } from './background.ts'
import { tellClasses, tellReadingGroup, tellStaff } from './classes.ts'
import { tellCovers } from './covers.ts'
import { demoDays } from './days.ts'
import { tellDrafts } from './drafts.ts'
import { tellForGovernors } from './for-governors.ts'
import { tellInformationReport } from './information-report.ts'
import { kinds } from './kinds.ts'
import { classNames } from './people.ts'
import { tellPlannedReviews } from './planned-reviews.ts'
import { tellProgress } from './progress.ts'
import { tellRoundRobins } from './round-robins.ts'
import { type DemoRows, noRows } from './rows.ts'
import { tellSchoolAndCalendar } from './school.ts'
import { mintIds } from './seeded.ts'
import { tellLetters } from './tell-letters.ts'
import { tellPupil } from './tell-pupil.ts'

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
  tellSchoolAndCalendar(rows, days, schoolId, mint)
  const staffIds = tellStaff(rows, days, schoolId, mint)
  const classIds = tellClasses(rows, days, schoolId, staffIds, mint)
  const fixture = kinds.flatMap((kind) => kind(days))
  const pupils = [...fixture, ...backgroundPupils(fixture)]
  const placed = new Map(classNames.map((name) => [name, 0]))
  for (const [place, pupil] of pupils.entries()) {
    const placeInClass = placed.get(pupil.class) ?? 0
    placed.set(pupil.class, placeInClass + 1)
    tellPupil({ rows, days, schoolId, staffIds, classIds, mint }, pupil, place + 1, placeInClass)
  }
  tellPlannedReviews({ rows, days, schoolId, staffIds, classIds, mint })
  tellRoundRobins({ rows, days, schoolId, staffIds, classIds, mint })
  tellLetters({ rows, days, schoolId, staffIds, classIds, mint })
  tellInformationReport({ rows, days, schoolId, staffIds, classIds, mint })
  tellDrafts({ rows, days, schoolId, staffIds, classIds, mint })
  tellProgress({ rows, days, schoolId, staffIds, classIds, mint })
  tellReadingGroup({ rows, days, schoolId, staffIds, classIds, mint })
  tellCovers({ rows, days, schoolId, staffIds, classIds, mint })
  tellForGovernors({ rows, days, schoolId, staffIds, classIds, mint })
  return rows
}
