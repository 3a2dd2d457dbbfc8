import type { DemoRows } from '../../prisma/demo/rows.ts'
import { type Role, scopeOf } from '../../src/access/permissions.ts'
import { findingsOfPupils } from '../../src/findings/findings.ts'
import type { Route } from '../../src/http/route.ts'
import type { Tx } from '../../src/platform/database/in-school.ts'
import { routes } from '../../src/routes.ts'
import { testToday } from '../support/app.ts'

/** The address of a class's printed sheet. */
export function classSheet({ class: classes }: DemoRows, name: string): string {
  return `/class-sheets/${classes.find((one) => one.name === name)?.id}`
}

/** A row whose id can be part of an address, with the id of its pupil, if it has one. */
type Named = { id?: string | undefined; pupilId?: string | null }

/** Query strings to visit for each route, because a page depends on its query as well. */
const queries: Readonly<Record<string, readonly string[]>> = {
  '/register': ['', '?status=senSupport&step=6.43', '?asOf=2026-03-02'],
  '/today': ['', '?year=4&step=6.39', '?mine=yes'],
  '/amber': ['', '?owner=none', '?year=99'],
  '/report': ['', '?asOf=2026-03-02'],
  '/pupils/find': ['?for=concern', '?for=meeting', ''],
  '/pupils/:pupilId/meetings/new': ['?kind=earlyDiscussion', '?kind=review'],
  '/pupils/:pupilId/round-robins/:roundRobinId': ['', '?names=off'],
  '/pupils/:pupilId/decisions/new': ['?decision=senSupport', '?decision=coreOffer'],
  '/pupils/:pupilId/letters/new': ['?kind=planCopy', '?kind=endOfSupport'],
  '/school/classes/:classId/pupils': ['?group=4B', ''],
  // The page after a search. A journey covers it.
  '/school/classes/:classId/pupils/find': [],
  // All of the demo school's own steps are done.
  '/school/not-done/new': [],
}

/** Routes that answer with a page. Downloads are files. An import needs an upload and has a test of its own. */
const isPage = ({ method, path }: Route): boolean =>
  method === 'get' && !/\.(csv|xlsx|json|html)$/.test(path) && !path.includes(':importId')

export type Address = { route: Route; path: string }

/** The pupil with the most to show: on SEN Support for a year, without a step that the law requires. */
export function amir({ pupil }: DemoRows): string {
  const found = pupil.find(({ legalForename, legalSurname }) => legalForename === 'Amir' && legalSurname === 'Khan')
  if (found?.id === undefined) throw new Error('The demo has no Amir Khan.')
  return found.id
}

/**
 * The addresses of every page that a role may open. A SENCO gets every address of the demo. Other roles get one address
 * for each route, because their pages differ only in what they may do.
 */
export async function addressesOf(role: Role, rows: DemoRows, tx: Tx): Promise<Address[]> {
  const found = await worstByRule(rows, tx)
  return routes
    .filter((route) => isPage(route) && scopeOf(role, route.may) !== null)
    .flatMap((route) =>
      pathsOf(route, { rows, found, role })
        .slice(0, role === 'senco' ? undefined : 1)
        .map((path) => ({ route, path })),
    )
}

type Found = ReadonlyMap<string, { pupilId: string; subject: string | null; status: string }>
type Asked = { rows: DemoRows; found: Found; role: Role }

/** For each rule, the last finding with its worst status. */
async function worstByRule(rows: DemoRows, tx: Tx): Promise<Found> {
  const schoolId = rows.school[0]?.id ?? ''
  const { findings } = await findingsOfPupils(tx, { schoolId, asOf: testToday, pupilIds: 'all' })
  const all = [...findings].flatMap(([pupilId, ofPupil]) => ofPupil.map((finding) => ({ ...finding, pupilId })))
  const worse = ['met', 'upcoming', 'missing', 'breached']
  const sorted = all.toSorted((one, other) => worse.indexOf(one.status) - worse.indexOf(other.status))
  return new Map(sorted.map((finding) => [finding.rule, finding]))
}

/** The address for withdrawing an entry, or for restoring one that was withdrawn. */
function entryAt(
  page: 'withdraw' | 'put-back',
  kind: string,
  rows: readonly (Named & { withdrawnBecause?: string | null })[],
) {
  const entry = rows.find(({ withdrawnBecause }) => Boolean(withdrawnBecause) === (page === 'put-back'))
  return `/pupils/${entry?.pupilId}/${page}/${kind}/${entry?.id}`
}

/**
 * The addresses of routes that are visited with chosen parameters, for example the page of reasons once for each status
 * of a rule.
 */
const byParameter: Readonly<Record<string, (asked: Asked) => string[]>> = {
  '/pupils/:pupilId/steps/:rule': ({ found }) => {
    const ofStatus = new Map([...found].map(([rule, finding]) => [finding.status, { rule, ...finding }]))
    return [...ofStatus.values()].map(({ rule, pupilId }) => `/pupils/${pupilId}/steps/${rule}`)
  },
  '/pupils/:pupilId/amber/new': ({ found }) => [`/pupils/${found.get('6.40-decision')?.pupilId}/amber/new`],
  // None of the demo teacher's pupils is on the amber list.
  '/pupils/:pupilId/amber/:monitoringId/look': ({ rows, role }) => {
    const entry = rows.monitoring.at(-1)
    return role === 'senco' ? [`/pupils/${entry?.pupilId}/amber/${entry?.id}/look`] : []
  },
  // The sheet of pupils whom one supports by name. Only the demo's assistant has such pupils.
  '/my-classes/sheet': ({ role }) => (role === 'teachingAssistant' ? ['/my-classes/sheet'] : []),
  '/class-sheets/:classId': ({ rows }) =>
    ['?for=seats', '?for=supply&needs=yes'].map((query) => `${classSheet(rows, '4B')}${query}`),
  // Only people who teach the pupil note progress on an outcome.
  '/pupils/:pupilId/outcomes/:outcomeId/progress': ({ rows, role }) => {
    const [seen] = rows.progressInClass
    return role === 'teacher' ? [`/pupils/${seen?.pupilId}/outcomes/${seen?.outcomeId}/progress`] : []
  },
  '/pupils/:pupilId/letters/print': ({ rows }) => {
    const [letter] = rows.letter
    return [`/pupils/${letter?.pupilId}/letters/print?letters=${letter?.id}`]
  },
  '/letters/print': ({ rows }) => {
    const invitations = rows.letter.filter(({ kind }) => kind === 'invitation')
    return [`/letters/print?letters=${invitations.map(({ id }) => id).join('.')}`]
  },
  '/sen-information-report/topics/:topic': () => [
    '/sen-information-report/topics/training',
    '/sen-information-report/topics/evaluating?with=facts',
  ],
  '/school/letters/:kind': () => ['/school/letters/formalNotice'],
  '/school/letters/:kind/preview': ({ rows }) => [`/school/letters/planCopy/preview?pupil=${amir(rows)}`],
  '/report/:rule': () => [
    '/report/6.43-parents-informed?status=missing',
    '/report/6.49-staff-aware',
    '/report/ehc-request-ground?status=upcoming',
  ],
  // Another plan than the review form uses, because that form may be sent first and a plan is reviewed once.
  '/pupils/:pupilId/plans/:planId/meeting': ({ rows }) => {
    const review = rows.plannedReview.find(({ pupilId }) => pupilId !== amir(rows))
    return [`/pupils/${review?.pupilId}/plans/${review?.planId}/meeting`]
  },
  '/reviews/propose': ({ rows }) => {
    const plans = rows.plan.filter(({ id }) => rows.review.every(({ planId }) => planId !== id)).slice(-3)
    const when = 'weekdays=Tuesday&from-day=1&from-month=12&from-year=2026&startsAt=9:00&endsAt=12:00&minutes=30'
    return [`/reviews/propose?${plans.map(({ id }) => `plan=${id}`).join('&')}&${when}`]
  },
  // Only people who were asked may open it. The round-robin journey covers it.
  '/pupils/:pupilId/round-robins/:roundRobinId/answer': () => [],
  '/pupils/:pupilId/round-robins/:roundRobinId/asked/:askedId/answer': ({ rows }) => {
    const asked = rows.roundRobinAsked.find(({ answeredOn }) => answeredOn === null)
    return [`/pupils/${asked?.pupilId}/round-robins/${asked?.roundRobinId}/asked/${asked?.id}/answer`]
  },
  '/pupils/:pupilId/withdraw/:kind/:entryId': ({ rows }) => [
    entryAt('withdraw', 'plan', rows.plan),
    entryAt('withdraw', 'concern', rows.concern),
  ],
  '/pupils/:pupilId/put-back/:kind/:entryId': ({ rows }) => [entryAt('put-back', 'concern', rows.concern)],
  // All of the demo school's own steps are done.
  '/school/withdraw/notDone/:entryId': () => [],
  '/school/put-back/notDone/:entryId': () => [],
  '/pupils/:pupilId/not-done/new': ({ found }) => {
    const { pupilId, subject } = found.get('6.43-parents-informed') ?? {}
    return [`/pupils/${pupilId}/not-done/new?rule=6.43-parents-informed&subject=${subject}`]
  },
}

function pathsOf({ path }: Route, asked: Asked): string[] {
  const { rows } = asked
  const listed = byParameter[path]
  if (listed) return listed(asked)
  const [named] = path.match(/(?<=:)(?!pupilId)\w+/) ?? []
  const row: Named = named === undefined ? { pupilId: amir(rows) } : rowNamed(named, rows)
  const filled = path.replace(':pupilId', row.pupilId ?? '').replace(`:${named}`, row.id ?? '')
  return (queries[path] ?? ['']).map((query) => `${filled}${query}`)
}

/** A row of the table that a parameter refers to; one of Amir's where he has any. */
function rowNamed(parameter: string, rows: DemoRows): Named {
  const tables: Readonly<Record<string, readonly Named[]>> = {
    concernId: rows.concern,
    meetingId: rows.meeting,
    decisionId: rows.decision,
    noticeId: rows.notice,
    letterId: rows.letter,
    planId: rows.plan,
    professionalId: rows.professional,
    considerationId: rows.ehcConsideration,
    plannedReviewId: rows.plannedReview,
    roundRobinId: rows.roundRobin,
    staffId: rows.staffMember,
    classId: rows.class,
    coverId: rows.cover,
    monitoringId: rows.monitoring,
    reportId: rows.informationReport,
  }
  const table = tables[parameter]
  const row = table?.findLast(({ pupilId }) => pupilId === amir(rows)) ?? table?.at(-1)
  if (!row) throw new Error(`No row of the demo is named by :${parameter}.`)
  return row
}
