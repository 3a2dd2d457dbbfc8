import type { DemoRows } from '../../prisma/demo/rows.ts'
import { type Role, scopeOf } from '../../src/access/permissions.ts'
import { judgePupils } from '../../src/findings/judged.ts'
import type { Route } from '../../src/http/route.ts'
import type { Tx } from '../../src/platform/database/in-school.ts'
import { routes } from '../../src/routes.ts'
import { testToday } from '../support/app.ts'

/** Where a class is put on paper. */
export function classSheet({ class: classes }: DemoRows, name: string): string {
  return `/class-sheets/${classes.find((one) => one.name === name)?.id}`
}

/** A row that an address can name, with the pupil it is about where it is about one. */
type Named = { id?: string | undefined; pupilId?: string | null }

/** Addresses that the list of routes alone does not tell: what a page shows depends on its query. */
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
  // The same page once somebody was looked for: a journey goes through it.
  '/school/classes/:classId/pupils/find': [],
  // The demo's own steps are all done.
  '/school/not-done/new': [],
}

/** Downloads are files, not pages; an import has to be uploaded first, and has a test of its own. */
const isPage = ({ method, path }: Route): boolean =>
  method === 'get' && !/\.(csv|xlsx|json|html)$/.test(path) && !path.includes(':importId')

export type Address = { route: Route; path: string }

/** The pupil with most to show: on SEN Support for a year, with something missing that the law requires. */
export function amir({ pupil }: DemoRows): string {
  const found = pupil.find(({ legalForename, legalSurname }) => legalForename === 'Amir' && legalSurname === 'Khan')
  if (found?.id === undefined) throw new Error('The demo has no Amir Khan.')
  return found.id
}

/**
 * The addresses of every page that the role may open: all that the demo has for a SENCO, for others one of each route,
 * because the same pages differ for them only in what they may do.
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

/** For each rule the last of the findings that are worst. */
async function worstByRule(rows: DemoRows, tx: Tx): Promise<Found> {
  const schoolId = rows.school[0]?.id ?? ''
  const { findings } = await judgePupils(tx, { schoolId, asOf: testToday, pupilIds: 'all' })
  const all = [...findings].flatMap(([pupilId, ofPupil]) => ofPupil.map((finding) => ({ ...finding, pupilId })))
  const worse = ['met', 'upcoming', 'missing', 'breached']
  const sorted = all.toSorted((one, other) => worse.indexOf(one.status) - worse.indexOf(other.status))
  return new Map(sorted.map((finding) => [finding.rule, finding]))
}

/** An entry that stands, to be withdrawn; one that was withdrawn, to be put back. */
function entryAt(
  page: 'withdraw' | 'put-back',
  kind: string,
  rows: readonly (Named & { withdrawnBecause?: string | null })[],
) {
  const entry = rows.find(({ withdrawnBecause }) => Boolean(withdrawnBecause) === (page === 'put-back'))
  return `/pupils/${entry?.pupilId}/${page}/${kind}/${entry?.id}`
}

/** Some routes are visited for what their parameter can be: a reason for each way a rule comes out, a few figures. */
const byParameter: Readonly<Record<string, (asked: Asked) => string[]>> = {
  '/pupils/:pupilId/steps/:rule': ({ found }) => {
    const ofStatus = new Map([...found].map(([rule, finding]) => [finding.status, { rule, ...finding }]))
    return [...ofStatus.values()].map(({ rule, pupilId }) => `/pupils/${pupilId}/steps/${rule}`)
  },
  '/pupils/:pupilId/amber/new': ({ found }) => [`/pupils/${found.get('6.40-decision')?.pupilId}/amber/new`],
  // None of the pupils whom the demo's teacher teaches is on the amber list.
  '/pupils/:pupilId/amber/:monitoringId/look': ({ rows, role }) => {
    const entry = rows.monitoring.at(-1)
    return role === 'senco' ? [`/pupils/${entry?.pupilId}/amber/${entry?.id}/look`] : []
  },
  // Of the pupils whom one supports one by one, as the demo's assistant does.
  '/my-classes/sheet': ({ role }) => (role === 'teachingAssistant' ? ['/my-classes/sheet'] : []),
  '/class-sheets/:classId': ({ rows }) =>
    ['?for=seats', '?for=supply&needs=yes'].map((query) => `${classSheet(rows, '4B')}${query}`),
  // Only who teaches the pupil notes how far an outcome has got.
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
  // Of another plan than the review's own form, which may be sent first: a plan is reviewed once.
  '/pupils/:pupilId/plans/:planId/meeting': ({ rows }) => {
    const review = rows.plannedReview.find(({ pupilId }) => pupilId !== amir(rows))
    return [`/pupils/${review?.pupilId}/plans/${review?.planId}/meeting`]
  },
  '/reviews/propose': ({ rows }) => {
    const plans = rows.plan.filter(({ id }) => rows.review.every(({ planId }) => planId !== id)).slice(-3)
    const when = 'weekdays=Tuesday&from-day=1&from-month=12&from-year=2026&startsAt=9:00&endsAt=12:00&minutes=30'
    return [`/reviews/propose?${plans.map(({ id }) => `plan=${id}`).join('&')}&${when}`]
  },
  // Only who was asked: the round-robin's own journey looks at it.
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
  // The demo's own steps are all done.
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

/** A row of the table that a parameter names: one of Amir's where he has any. */
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
