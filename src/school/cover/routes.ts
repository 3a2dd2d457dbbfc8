import { v7 as uuidv7 } from 'uuid'
import { addDays, type Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage, type Refused, refused } from '../../http/form-page.ts'
import { post, type Route, type Visit } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import { lockSchoolSettings } from '../../platform/database/locks.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { arrangeCover, changeLastDay, fillCover, removeCover } from './commands.ts'
import { type ArrangeCover, coverForm, coverValues, labels, lastDayFault, lastDayForm, lastDayValues } from './form.ts'
import {
  assignmentsIn,
  type CoverPerson,
  type CoverToEdit,
  coverOfSame,
  coversBy,
  coversSince,
  coverToEdit,
  daysInWords,
  isNow,
  staffNamed,
  staffToCover,
} from './model.ts'
import {
  canStandIn,
  coverEditPath,
  coverPage,
  coverPath,
  lastDayPage,
  sheetsFor,
  shownSince,
  whatInWords,
} from './page.ts'
import { type DaySpan, sharedDays } from './spans.ts'

const may = 'people:write'

/** An error message that says why somebody cannot be away, or stand in, on these days; null if they can. */
function absenceFault({ name, startedOn, leftOn }: CoverPerson, { from, until }: DaySpan): string | null {
  if (startedOn > from) return `${name} begins at the school on ${dayInWords(startedOn)}`
  if (leftOn !== null && leftOn < until) return `The last day of ${name} at the school is ${dayInWords(leftOn)}`
  return null
}

type Two = { away: CoverPerson; standsIn: CoverPerson }

/** The absent person and the person who stands in; null if one of them is not staff of the school. */
async function twoOf({ tx, user }: Visit, sent: Pick<ArrangeCover, 'staffId' | 'awayStaffId'>): Promise<Two | null> {
  const named = await staffNamed(tx, user.schoolId, [sent.awayStaffId, sent.staffId])
  const away = named.find(({ id }) => id === sent.awayStaffId)
  const standsIn = named.find(({ id }) => id === sent.staffId)
  return away && standsIn ? { away, standsIn } : null
}

/** The error in a form that arranges cover; null if the form is valid. */
async function faultOf(
  { tx, user, today }: Visit,
  { id, ...days }: DaySpan & { id: string },
  { away, standsIn }: Two,
  field: (name: 'awayStaffId' | 'staffId' | 'from-day') => string,
): Promise<Refused | null> {
  const awayFault = absenceFault(away, days)
  if (awayFault !== null) return refused(field('awayStaffId'), awayFault)
  const standsInFault = absenceFault(standsIn, days)
  if (standsInFault !== null) return refused(field('staffId'), standsInFault)
  const two = { schoolId: user.schoolId, staffId: standsIn.id, awayStaffId: away.id, except: id }
  const other = await coverOfSame(tx, two, days)
  if (other === null) return null
  const when = `${other.from === other.until ? 'on ' : 'from '}${daysInWords(other, today)}`
  return refused(field('from-day'), `${standsIn.name} stands in for ${away.name} ${when} already. Change that one`)
}

/** The message after cover is saved: who stands in for whom, on which days, and with which classes and pupils. */
function coverFlash({ name, awayName, canSignIn, ...cover }: CoverToEdit, { user, today }: Visit): Flash {
  const days = daysInWords(cover, today)
  const sees = canSignIn
    ? 'On these days they see what helps under My classes, and are asked to read it.'
    : 'They cannot sign in: they need a printed sheet.'
  return {
    heading: `${name} stands in for ${awayName}`,
    text: `${days}: ${whatInWords(cover)}. ${sees}`,
    link: canSignIn ? null : sheetsFor(user.role),
  }
}

async function flashOf(visit: Visit, coverId: string): Promise<Flash | null> {
  const cover = await coverToEdit(visit.tx, visit.user.schoolId, coverId)
  return cover && coverFlash(cover, visit)
}

const isOfSame = (saved: CoverToEdit, sent: ArrangeCover): boolean =>
  saved.staffId === sent.staffId && saved.awayStaffId === sent.awayStaffId && saved.from === sent.from

const arrange = formPage(coverPath, {
  may,
  schema: coverForm,
  labels,
  start: async ({ today }) => formValues({ id: uuidv7(), ...dayFields('from', today) }),
  show: async ({ tx, user, today }, form) => {
    const staff = await staffToCover(tx, user.schoolId, today)
    const covers = await coversSince(tx, user.schoolId, shownSince(today))
    return page('school/cover/cover', coverPage({ form, staff, covers, role: user.role, today }))
  },
  save: async (visit, sent) => {
    const { tx, user } = visit
    const { schoolId } = user
    await lockSchoolSettings(tx, schoolId)
    const saved = await coverToEdit(tx, schoolId, sent.id)
    if (saved)
      return isOfSame(saved, sent)
        ? savedBefore({ ...coverValues(saved), ...lastDayValues(saved) }, coverEditPath(saved.id), coverPath)
        : refused('awayStaffId', `Saved before, for ${saved.name} in place of ${saved.awayName}. Open Cover again`)
    const two = await twoOf(visit, sent)
    if (!two) return notFound
    if (!canStandIn(two.standsIn)) return refused('staffId', `${two.standsIn.name} may see no pupil, as administrator`)
    const fault = await faultOf(visit, sent, two, (name) => name)
    if (fault) return fault
    const around = await assignmentsIn(tx, schoolId, { away: sent.awayStaffId, standsIn: sent.staffId }, sent)
    if (around.away.classes.length + around.away.pupils.length === 0)
      return refused('awayStaffId', `${two.away.name} has no class and no pupil by name on these days`)
    await arrangeCover(tx, schoolId, sent, around)
    return seeOther(coverPath, await flashOf(visit, sent.id))
  },
})

/**
 * Adds to an existing cover the classes and pupils that the absent person has by now, on the days that both periods
 * share.
 */
async function fill(
  { tx, user }: Visit,
  cover: DaySpan & { id: string; staffId: string; awayStaffId: string },
  days: DaySpan,
): Promise<void> {
  const span = sharedDays(cover, days)
  if (span === null) return
  const around = await assignmentsIn(tx, user.schoolId, { away: cover.awayStaffId, standsIn: cover.staffId }, span)
  await fillCover(tx, user.schoolId, cover, span, around)
}

/**
 * Passes freed days to other covers. Where a person covers for two colleagues in one class, only one cover has the
 * shared days. When that one ends early, the other takes the days.
 */
async function takeUp(visit: Visit, { id, staffId }: { id: string; staffId: string }, freed: DaySpan): Promise<void> {
  const others = await coversBy(visit.tx, { schoolId: visit.user.schoolId, staffId, except: id }, freed)
  for (const other of others) await fill(visit, other, freed)
}

/** Changes the last day of cover. From today on, cover also includes what the absent person took on in the meantime. */
async function setLastDay(visit: Visit, cover: CoverToEdit, sent: { version: number; until: Day }): Promise<boolean> {
  const { tx, user, today } = visit
  await fill(visit, cover, { from: today, until: sent.until })
  const added = { from: addDays(cover.until, 1), until: sent.until }
  const around = await assignmentsIn(tx, user.schoolId, { away: cover.awayStaffId, standsIn: cover.staffId }, added)
  const isChanged = await changeLastDay(tx, user.schoolId, cover, sent, around)
  if (sent.until < cover.until) await takeUp(visit, cover, { from: addDays(sent.until, 1), until: cover.until })
  return isChanged
}

const edit = formPage(`${coverPath}/:coverId/edit`, {
  may,
  schema: lastDayForm,
  labels,
  start: async ({ tx, user, params }) => {
    const cover = await coverToEdit(tx, user.schoolId, params.coverId)
    return cover && lastDayValues(cover)
  },
  show: async ({ tx, user, params, today }, form) => {
    const cover = await coverToEdit(tx, user.schoolId, params.coverId)
    return cover ? page('school/cover/cover-change', lastDayPage(cover, form, today)) : notFound
  },
  save: async (visit, sent) => {
    const { tx, user, params } = visit
    await lockSchoolSettings(tx, user.schoolId)
    const cover = await coverToEdit(tx, user.schoolId, params.coverId)
    const two = cover && (await twoOf(visit, cover))
    if (!two) return notFound
    if (sent.version !== cover.version) return stale(lastDayValues(cover), coverPath)
    const dayFault = lastDayFault(cover.from, sent.until)
    if (dayFault !== null) return refused('until-day', dayFault)
    const days = { id: cover.id, from: cover.from, until: sent.until }
    const fault = sent.until > cover.until ? await faultOf(visit, days, two, () => 'until-day') : null
    if (fault) return fault
    await setLastDay(visit, cover, sent)
    return seeOther(coverPath, await flashOf(visit, cover.id))
  },
})

const endToday = post(`${coverPath}/:coverId/end-today`, { may }, async (visit) => {
  const { tx, user, params, today } = visit
  await lockSchoolSettings(tx, user.schoolId)
  const cover = await coverToEdit(tx, user.schoolId, params.coverId)
  if (!cover || cover.from > today) return notFound
  if (!isNow(cover, today)) return seeOther(coverPath)
  if (cover.until > today) await setLastDay(visit, cover, { version: cover.version, until: today })
  return seeOther(coverPath, {
    heading: `Today is the last day on which ${cover.name} stands in for ${cover.awayName}`,
    text: 'From tomorrow on they no longer see these pupils.',
  })
})

const remove = post(`${coverPath}/:coverId/remove`, { may }, async (visit) => {
  const { tx, user, params, today } = visit
  const { schoolId } = user
  await lockSchoolSettings(tx, schoolId)
  const cover = await coverToEdit(tx, schoolId, params.coverId)
  if (!cover) return notFound
  const isRemoved = await removeCover(tx, { schoolId, coverId: cover.id }, today)
  if (isRemoved) await takeUp(visit, cover, cover)
  const flash = isRemoved
    ? { heading: 'The cover has been removed', text: `${cover.name} does not stand in for ${cover.awayName}.` }
    : { heading: 'The cover has begun', text: 'What has been stays in the record: end it today instead.' }
  return seeOther(coverPath, flash)
})

/** The routes of cover: who stands in for whom, on which days. */
export const coverRoutes: readonly Route[] = [...arrange, ...edit, endToday, remove]
