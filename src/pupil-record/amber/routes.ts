import { v7 as uuidv7 } from 'uuid'
import { auditSeen } from '../../access/audit-seen.ts'
import { auditOpening } from '../../access/open-pupil.ts'
import { type Day, isSchoolDay, nthSchoolDayAfter } from '../../days/calendar.ts'
import { loadCalendar } from '../../findings/load.ts'
import { pupilSteps } from '../../findings/pupil-steps.ts'
import { file, notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { type Refused, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import { get, type Route } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords, shortDay } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { changeEntry, lockAmberEntry, openEntry, recordLook } from './commands.ts'
import { entryPage, lookPage } from './entry-page.ts'
import {
  amberFilters,
  entryForm,
  entryLabels,
  entryValues,
  type Look,
  lastLookValues,
  lookForm,
  lookLabels,
  takeOnForm,
} from './form.ts'
import { type AmberEntry, amberEntries, looksAt, openConcerns } from './model.ts'
import { amberCsv, amberPage, shownPupils } from './page.ts'
import { amberList, entryMade, entryOf, hasLook, possibleOwners } from './queries.ts'

/** The first value for the next look: two school weeks, long enough to see whether what was changed in class helps. */
const schoolDaysToNextLook = 10

const closedSince = 'Somebody has closed this, or a decision was recorded, since you opened the page'

const list = get('/amber', { may: 'amber:read' }, async ({ tx, user, today, query }) => {
  const { schoolId, role } = user
  const found = await amberList(tx, { schoolId, today })
  const filters = amberFilters(query)
  const calendar = await loadCalendar(tx, schoolId)
  await auditOpening(tx, user, shownPupils(found, filters))
  return page('pupil-record/amber/amber', amberPage(found, { today, role, calendar, filters }))
})

const csv = get('/amber.csv', { may: 'amber:read' }, async ({ tx, user, today, query }) => {
  const { schoolId } = user
  const found = await amberList(tx, { schoolId, today })
  const calendar = await loadCalendar(tx, schoolId)
  await auditSeen(tx, user, 'Amber list as CSV')
  const text = amberCsv(found, { today, calendar, filters: amberFilters(query) })
  return file(`amber-list-${today}.csv`, 'text/csv; charset=utf-8', text)
})

const asked = ({ user, pupil, today }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId, today })
const pupilKeyOf = ({ user, pupil }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId })
const placeOf = ({ pupil }: PupilVisit) => `/pupils/${pupil.pupilId}/amber`

/** Teachers go back to their classes, because they may not read the list. */
const backLink = ({ scope }: PupilVisit) => (scope === 'own' ? '/my-classes' : '/amber')

const refuseLook = async ({ tx, user }: PupilVisit, nextLookOn: Day): Promise<Refused | null> =>
  isSchoolDay(await loadCalendar(tx, user.schoolId), nextLookOn)
    ? null
    : refused('nextLookOn-day', `${dayInWords(nextLookOn)} is not a school day`)

async function refuseEntry(visit: PupilVisit, entry: { ownerId: string; nextLookOn: Day }): Promise<Refused | null> {
  const owners = await possibleOwners(visit.tx, asked(visit))
  if (!owners.some(({ staffId }) => staffId === entry.ownerId))
    return refused('ownerId', 'Choose the SENCO, or somebody who teaches or supports the pupil today')
  return refuseLook(visit, entry.nextLookOn)
}

async function showEntry(visit: PupilVisit, form: FormState, monitoringId: string | null) {
  const owners = await possibleOwners(visit.tx, asked(visit))
  const concerns = await openConcerns(visit.tx, asked(visit))
  const { pupil, today } = visit
  return page('pupil-record/amber/entry', entryPage({ pupil, today, form, owners, concerns, monitoringId }))
}

const nextLookText = (ownerName: string, nextLookOn: Day, today: Day) =>
  `${ownerName} looks again on ${shortDay(nextLookOn, today)}.`

async function savedEntry(visit: PupilVisit, heading: string): Promise<SeeOther> {
  const entry = (await amberEntries(visit.tx, asked(visit))).get(visit.pupil.pupilId)
  const text = entry ? nextLookText(entry.ownerName, entry.nextLookOn, visit.today) : ''
  return seeOther('/amber', { heading, text })
}

/**
 * How far a pupil is from having an owner: `forSomebody` waits for one, `taken` has one, `decided` needs none,
 * because no decision is awaited.
 */
async function needsOwner(visit: PupilVisit): Promise<'forSomebody' | 'taken' | 'decided'> {
  const steps = await pupilSteps({ tx: visit.tx, ...asked(visit), asOf: visit.today })
  if (steps?.pupilFindings.registerEntry.status !== 'lookedAt') return 'decided'
  return (await amberEntries(visit.tx, asked(visit))).has(visit.pupil.pupilId) ? 'taken' : 'forSomebody'
}

const take = pupilForm('/pupils/:pupilId/amber/new', {
  may: 'amber:write',
  schema: takeOnForm,
  labels: entryLabels,
  start: async (visit) => {
    if ((await needsOwner(visit)) === 'decided') return null
    const calendar = await loadCalendar(visit.tx, visit.user.schoolId)
    const nextLookOn = nthSchoolDayAfter(calendar, visit.today, schoolDaysToNextLook)
    return formValues({ id: uuidv7(), ownerId: visit.user.staffId, ...dayFields('nextLookOn', nextLookOn) })
  },
  show: (visit, form) => showEntry(visit, form, null),
  save: async (visit, entry) => {
    const { tx, today, pupil } = visit
    await lockAmberEntry(tx, pupilKeyOf(visit))
    const before = await entryMade(tx, asked(visit), entry.id)
    if (before) return savedBefore(entryValues(before), `${placeOf(visit)}/${entry.id}/edit`, '/amber')
    const state = await needsOwner(visit)
    if (state === 'decided') return refused('ownerId', `${pupil.forename} does not wait for a decision any more`)
    if (state === 'taken') {
      const other = (await amberEntries(tx, asked(visit))).get(pupil.pupilId)
      return refused('ownerId', `${other?.ownerName} looks after this already`)
    }
    const refusal = await refuseEntry(visit, entry)
    if (refusal) return refusal
    await openEntry(tx, pupilKeyOf(visit), { ...entry, openedOn: today })
    return savedEntry(visit, `${pupil.name} has been taken on`)
  },
})

const edit = pupilForm('/pupils/:pupilId/amber/:monitoringId/edit', {
  may: 'amber:write',
  schema: entryForm,
  labels: entryLabels,
  start: async (visit) => {
    const found = await entryOf(visit.tx, { ...asked(visit), monitoringId: visit.params.monitoringId })
    return found?.open ? entryValues(found.open) : null
  },
  show: (visit, form) => showEntry(visit, form, visit.params.monitoringId),
  save: async (visit, entry) => {
    const { monitoringId } = visit.params
    const found = await entryOf(visit.tx, { ...asked(visit), monitoringId })
    if (!found) return notFound
    if (!found.open) return refused('ownerId', closedSince)
    const refusal = await refuseEntry(visit, entry)
    if (refusal) return refusal
    if (await changeEntry(visit.tx, pupilKeyOf(visit), monitoringId, entry))
      return savedEntry(visit, 'The amber list has been changed')
    const owners = await possibleOwners(visit.tx, asked(visit))
    const names = Object.fromEntries(owners.map(({ staffId, name }) => [staffId, name]))
    const now = await entryOf(visit.tx, { ...asked(visit), monitoringId })
    return stale(entryValues(now?.open ?? found.open), '/amber', names)
  },
})

/**
 * Whether the pupil has had an early discussion. The Code then asks for a decision (6.40), so "resolved" has to be
 * recorded as one.
 */
async function waitsForDecision(visit: PupilVisit): Promise<boolean> {
  const steps = await pupilSteps({ tx: visit.tx, ...asked(visit), asOf: visit.today })
  const decision = steps?.pupilFindings.findings.filter(({ rule }) => rule === '6.40-decision') ?? []
  return decision.some(({ status }) => status !== 'met')
}

async function refuseLookTaken(visit: PupilVisit, look: Look, openedOn: Day): Promise<Refused | null> {
  if (visit.scope === 'own' && look.next !== 'again') return refused('next', 'The SENCO decides what comes next')
  if (look.lookedOn < openedOn)
    return refused('lookedOn-day', `${visit.pupil.forename} came on the list on ${dayInWords(openedOn)}`)
  if (look.next !== 'again' || look.nextLookOn === null) return null
  return refuseLook(visit, look.nextLookOn)
}

const saved = 'The look has been recorded'

/**
 * Leads to the form of a decision, filled in with what was seen. The pupil leaves the list when the decision is
 * saved.
 */
const toDecision = (visit: PupilVisit, decision: 'coreOffer' | 'senSupport' | 'noFurtherAction'): SeeOther =>
  seeOther(`/pupils/${visit.pupil.pupilId}/decisions/new?decision=${decision}&from=amber`, {
    heading: saved,
    text: `Now complete the decision. ${visit.pupil.forename} stays on the amber list until it is saved.`,
  })

async function afterLook(visit: PupilVisit, look: Look, isDecision: boolean): Promise<SeeOther> {
  if (look.next === 'coreOffer' || look.next === 'senSupport') return toDecision(visit, look.next)
  if (look.next === 'resolved' && isDecision) return toDecision(visit, 'noFurtherAction')
  if (look.next === 'resolved') {
    const text = `${visit.pupil.forename}’s open concerns are closed, with your reason.`
    return seeOther(backLink(visit), { heading: 'Resolved, and off the amber list', text })
  }
  const text = look.nextLookOn === null ? '' : `The next look is on ${shortDay(look.nextLookOn, visit.today)}.`
  return seeOther(backLink(visit), { heading: saved, text })
}

async function saveLook(visit: PupilVisit & { params: { monitoringId: string } }, look: Look, open: AmberEntry) {
  const isDecision = look.next === 'resolved' && (await waitsForDecision(visit))
  const concerns = await openConcerns(visit.tx, asked(visit))
  const resolved =
    look.next === 'resolved' && !isDecision && look.exitNote !== null
      ? {
          because: look.exitNote,
          concernIds: concerns.filter(({ raisedOn }) => raisedOn <= look.lookedOn).map(({ id }) => id),
        }
      : null
  const { next, exitNote: _, ...taken } = look
  const nextLookOn = next === 'again' ? look.nextLookOn : null
  const row = { ...taken, nextLookOn, lookedBy: visit.user.staffId }
  if (await recordLook(visit.tx, pupilKeyOf(visit), open.id, row, resolved)) return afterLook(visit, look, isDecision)
  if (await hasLook(visit.tx, asked(visit), look.id)) return afterLook(visit, look, isDecision)
  const now = await entryOf(visit.tx, { ...asked(visit), monitoringId: open.id })
  return now?.open ? stale(lastLookValues(now.open), backLink(visit)) : refused('seen', closedSince)
}

const look = pupilForm('/pupils/:pupilId/amber/:monitoringId/look', {
  may: 'amber:look',
  schema: lookForm,
  labels: lookLabels,
  start: async (visit) => {
    const found = await entryOf(visit.tx, { ...asked(visit), monitoringId: visit.params.monitoringId })
    if (!found?.open) return null
    const calendar = await loadCalendar(visit.tx, visit.user.schoolId)
    return formValues({
      id: uuidv7(),
      version: found.open.version,
      ...dayFields('lookedOn', visit.today),
      next: 'again',
      ...dayFields('nextLookOn', nthSchoolDayAfter(calendar, visit.today, schoolDaysToNextLook)),
    })
  },
  show: async (visit, form) => {
    const found = await entryOf(visit.tx, { ...asked(visit), monitoringId: visit.params.monitoringId })
    if (!found) return notFound
    const { pupil, today, scope } = visit
    const concerns = await openConcerns(visit.tx, asked(visit))
    const looks = await looksAt(visit.tx, visit.user.schoolId, visit.params.monitoringId)
    const isDecision = await waitsForDecision(visit)
    const entry = { openedOn: found.openedOn, monitoringId: visit.params.monitoringId, why: found.open?.why ?? null }
    return page(
      'pupil-record/amber/look',
      lookPage({
        pupil,
        today,
        form,
        concerns,
        looks,
        entry,
        isDecision,
        back: backLink(visit),
        mayEnd: scope === 'all',
      }),
    )
  },
  save: async (visit, taken) => {
    const found = await entryOf(visit.tx, { ...asked(visit), monitoringId: visit.params.monitoringId })
    if (!found) return notFound
    if (await hasLook(visit.tx, asked(visit), taken.id))
      return afterLook(visit, taken, found.open !== null && (await waitsForDecision(visit)))
    if (!found.open) return refused('seen', closedSince)
    const refusal = await refuseLookTaken(visit, taken, found.openedOn)
    return refusal ?? saveLook(visit, taken, found.open)
  },
})

export const amberRoutes: readonly Route[] = [list, csv, ...take, ...edit, ...look]
