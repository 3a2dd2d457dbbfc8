import { auditOpening } from '../../access/open-pupil.ts'
import { notFound, page, paper } from '../../http/answers.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import type { PupilNamed } from '../../pupil-record/pupil-name.ts'
import { classSheetPage, classSheetsPage } from './class-sheet.ts'
import { sheetUses } from './class-sheet-paths.ts'
import { ownSupport } from './groups.ts'
import { plansNow } from './plans-now.ts'
import { classesWithSheets, classForSheet, pupilsTaughtBy, sencosOn } from './queries.ts'

/** Whose classes the user may print: their own or, with `staffId` null, all classes of the school. */
const classesOfStaff = ({ user, scope, today }: Visit) => ({
  schoolId: user.schoolId,
  staffId: scope === 'all' ? null : user.staffId,
  today,
})

const overview = get('/class-sheets', { may: 'classes:read' }, async (visit) => {
  const classes = await classesWithSheets(visit.tx, classesOfStaff(visit))
  return page('lists/teaching/class-sheets', classSheetsPage(classes))
})

type Members = readonly (PupilNamed & { id: string })[]
type SheetGroup = { group: string; classId: string | null; members: Members }

async function answerClassSheet(visit: Visit, { group, classId, members }: SheetGroup) {
  const { tx, user, today, query, scope } = visit
  const pupilIds = members.map(({ id }) => id)
  const { known } = await plansNow(visit, pupilIds)
  const planned = members.flatMap((pupil) => {
    const { summary = null, status = 'none' } = known.get(pupil.id) ?? {}
    return summary || status === 'senSupport' || status === 'ehcPlan' ? [{ pupil, summary }] : []
  })
  await auditOpening(
    tx,
    user,
    planned.map(({ pupil }) => pupil.id),
  )
  const use = sheetUses.find((one) => one === query.get('for')) ?? 'planner'
  const isOfAny = scope === 'all' && classId !== null
  const shown = classSheetPage({
    asked: { group, classId, use, withNeeds: query.get('needs') === 'yes' },
    back: isOfAny ? { text: 'Class sheets', href: '/class-sheets' } : { text: 'My classes', href: '/my-classes' },
    planned,
    members: members.length,
    schoolName: user.schoolName,
    sencos: await sencosOn(tx, user.schoolId, today),
    today,
  })
  return paper('lists/teaching/sheet', shown, use === 'supply' ? 'supply-sheet' : 'class-sheet')
}

const ofClass = get('/class-sheets/:classId', { may: 'classes:read' }, async (visit) => {
  const found = await classForSheet(visit.tx, visit.params.classId, classesOfStaff(visit))
  if (!found) return notFound
  return answerClassSheet(visit, { group: found.name, classId: visit.params.classId, members: found.pupils })
})

const ofSupported = get('/my-classes/sheet', { may: 'classes:read' }, async (visit) => {
  const { tx, user, today } = visit
  const taught = await pupilsTaughtBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  const members = taught.filter(({ support }) => support.length > 0)
  return members.length === 0 ? notFound : answerClassSheet(visit, { group: ownSupport, classId: null, members })
})

/** Routes for class sheets, and for the list of classes that one may print. */
export const classSheetRoutes: readonly Route[] = [overview, ofClass, ofSupported]
