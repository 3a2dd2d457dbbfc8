import { v7 as uuidv7 } from 'uuid'
import { scopeOf } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage, type Refused, refused } from '../../http/form-page.ts'
import { cleanSearch } from '../../http/query.ts'
import { get, post, type Route, type Visit, type VisitTo } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import { lockSchoolSettings } from '../../platform/database/locks.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { rowsAtFirst, storedRowFields } from '../rows.ts'
import { claimClass, joinClass, leaveClass, openClass, setStaff } from './commands.ts'
import {
  type ChangeClass,
  classEditForm,
  classForm,
  classValues,
  joinForm,
  labels,
  type NewClass,
  pupilLabels,
} from './form.ts'
import {
  classesPage,
  classPage,
  classPath,
  hasSearch,
  isGroupSearch,
  joinPage,
  type PupilSearch,
  pupilsPath,
} from './page.ts'
import {
  type ClassToEdit,
  classesOf,
  classToEdit,
  countPupils,
  isNameTaken,
  pupilsToAdd,
  registrationGroupsOf,
  staffToChoose,
} from './queries.ts'
import { leavingFaults, leavingOf, staffFaults } from './refusals.ts'

const listPath = '/school/classes'
const newPath = '/school/classes/new'

const list = get(listPath, { may: 'school:write' }, async ({ tx, user, today }) =>
  page(
    'school/classes/classes',
    classesPage(await classesOf(tx, user.schoolId, today), scopeOf(user.role, 'classes:read') === 'all'),
  ),
)

async function show({ tx, user, today }: Visit, stands: ClassToEdit | null, action: string, form: FormState) {
  const staff = await staffToChoose(tx, user.schoolId, today)
  return page('school/classes/class', classPage({ stands, action, form, staff, today }))
}

/** The names of pupils and staff by id, for the page that shows two versions of a class side by side. */
async function wordsOf({ tx, user, today }: Visit, { members }: ClassToEdit): Promise<Record<string, string>> {
  const staff = await staffToChoose(tx, user.schoolId, today)
  return Object.fromEntries([...staff, ...members].map(({ id, name }) => [id, name]))
}

/**
 * The errors in the form of a class as it was sent. "Not found" (404) if it names somebody who is not of the school.
 */
async function faultsOf(
  { tx, user, today }: Visit,
  stands: Pick<ClassToEdit, 'id' | 'staff'>,
  sent: NewClass | ChangeClass,
): Promise<Refused | typeof notFound | null> {
  const known = new Set((await staffToChoose(tx, user.schoolId, today)).map(({ id }) => id))
  const unknown = sent.staff.some(({ row }) => row?.staffId && !known.has(row.staffId))
  if (unknown) return notFound
  if (await isNameTaken(tx, user.schoolId, sent.name, stands.id)) return refused('name', 'Another class has this name')
  const faults = staffFaults(stands.staff, sent.staff, today)
  return faults.length > 0 ? { kind: 'refused', faults } : null
}

const open = formPage(newPath, {
  may: 'school:write',
  schema: classForm,
  labels,
  start: async () => formValues({ id: uuidv7(), ...storedRowFields('staff', rowsAtFirst([]), () => ({})) }),
  show: (visit, form) => show(visit, null, newPath, form),
  save: async (visit, sent) => {
    const { tx, user, today } = visit
    const { schoolId } = user
    await lockSchoolSettings(tx, schoolId)
    const location = pupilsPath(sent.id)
    const saved = await classToEdit(tx, schoolId, sent.id)
    if (saved) return savedBefore({ ...classValues(saved, today, sent), id: [saved.id] }, classPath(saved.id), location)
    const faults = await faultsOf(visit, { id: sent.id, staff: [] }, sent)
    if (faults) return faults
    await openClass(tx, schoolId, sent)
    await setStaff(tx, { schoolId, classId: sent.id }, [], sent.staff)
    return seeOther(location, { heading: `Class ${sent.name} has been added`, text: 'Now choose who is in it.' })
  },
})

const edit = formPage('/school/classes/:classId/edit', {
  may: 'school:write',
  schema: classEditForm,
  labels,
  start: async ({ tx, user, params, today }) => {
    const stands = await classToEdit(tx, user.schoolId, params.classId)
    return stands && classValues(stands, today, null)
  },
  show: async (visit, form) => {
    const stands = await classToEdit(visit.tx, visit.user.schoolId, visit.params.classId)
    return stands ? show(visit, stands, classPath(stands.id), form) : notFound
  },
  save: async (visit, sent) => {
    const { tx, user, params, today } = visit
    const { schoolId } = user
    await lockSchoolSettings(tx, schoolId)
    const stands = await classToEdit(tx, schoolId, params.classId)
    if (!stands) return notFound
    const key = { schoolId, classId: stands.id }
    if (sent.version !== stands.version)
      return stale(classValues(stands, today, sent), listPath, await wordsOf(visit, stands))
    const leaving = leavingOf(stands, sent, today)
    if (!leaving) return notFound
    const faults = await faultsOf(visit, stands, sent)
    if (faults) return faults
    const cannotLeave = leavingFaults(leaving, sent.lastDay, today)
    if (cannotLeave.length > 0) return { kind: 'refused', faults: cannotLeave }
    await claimClass(tx, key, sent)
    await setStaff(tx, key, stands.staff, sent.staff)
    if (sent.lastDay !== null) await leaveClass(tx, key, leaving, sent.lastDay)
    const left = leaving.length === 0 || sent.lastDay === null ? '' : ` ${leavingInWords(leaving.length, sent.lastDay)}`
    return seeOther(listPath, { heading: `Class ${sent.name} has been saved`, text: `It holds from now on.${left}` })
  },
})

const pupilsInWords = (count: number) => (count === 1 ? 'One pupil' : `${count} pupils`)
const leavingInWords = (count: number, lastDay: Day) =>
  `${pupilsInWords(count)} ${count === 1 ? 'has' : 'have'} ${dayInWords(lastDay)} as the last day.`

const joinPath = '/school/classes/:classId/pupils'
const findPath = '/school/classes/:classId/pupils/find'
type JoinVisit = VisitTo<typeof joinPath>

/**
 * What was searched for. A child's name must not appear in an address, so it is sent in a form field; the group is in
 * the address.
 */
const soughtIn = ({ query }: Visit, q: string | readonly string[] = ''): PupilSearch => ({
  group: query.get('group'),
  words: cleanSearch(typeof q === 'string' ? q : (q.at(-1) ?? '')),
})

async function found({ tx, user, today, params }: JoinVisit, sought: PupilSearch) {
  return hasSearch(sought) ? pupilsToAdd(tx, user.schoolId, params.classId, { ...sought, today }) : []
}

/** The form's values after a search. */
async function soughtValues(visit: JoinVisit, q: readonly string[]): Promise<FormValues> {
  const sought = soughtIn(visit, q)
  const ticked = isGroupSearch(sought) ? await found(visit, sought) : []
  return formValues({ q, pupils: ticked.map(({ id }) => id), ...dayFields('firstDay', visit.today) })
}

async function showJoin(visit: JoinVisit, form: FormState) {
  const { tx, user, params, today } = visit
  const stands = await classToEdit(tx, user.schoolId, params.classId)
  if (!stands) return notFound
  const sought = soughtIn(visit, form.values.q)
  const groups = await registrationGroupsOf(tx, user.schoolId, today)
  return page('school/classes/join', joinPage({ stands, form, sought, groups, found: await found(visit, sought) }))
}

const answerFind = async (visit: JoinVisit) =>
  showJoin(visit, {
    values: await soughtValues(visit, (visit.formToRestore?.values ?? visit.values).q ?? []),
    errors: [],
  })

/** The routes of the search by name. The search is sent by POST, so that the name is not in the URL. */
const find: readonly Route[] = [
  get(findPath, { may: 'school:write' }, answerFind),
  { ...post(findPath, { may: 'school:write' }, answerFind), isForm: true },
]

const join = formPage(joinPath, {
  about: ['group'],
  may: 'school:write',
  schema: joinForm,
  labels: pupilLabels,
  start: (visit) => soughtValues(visit, []),
  show: showJoin,
  save: async (visit, joining) => {
    const { tx, user, params } = visit
    const { schoolId } = user
    await lockSchoolSettings(tx, schoolId)
    const stands = await classToEdit(tx, schoolId, params.classId)
    if (!stands) return notFound
    const { pupils, firstDay } = joining
    if (pupils.length === 0) return refused('pupils', 'Tick who joins the class')
    if ((await countPupils(tx, schoolId, pupils)) !== pupils.length) return notFound
    await joinClass(tx, { schoolId, classId: stands.id }, stands.members, joining)
    return seeOther(classPath(stands.id), {
      heading: `${pupilsInWords(pupils.length)} joined class ${stands.name}`,
      text: `From ${dayInWords(firstDay)}.`,
      link: { text: 'Add more', href: pupilsPath(stands.id) },
    })
  },
})

/** The routes of classes: the staff and pupils of each, with first and last days. */
export const classRoutes: readonly Route[] = [list, ...open, ...edit, ...find, ...join]
