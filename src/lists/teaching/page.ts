import type { SignedIn } from '../../access/current-staff.ts'
import { type Day, isSchoolDay, type SchoolCalendar } from '../../days/calendar.ts'
import type { RegisterStatus } from '../../findings/register-status.ts'
import type { AmberEntry } from '../../pupil-record/amber/model.ts'
import { fullNameOf } from '../../pupil-record/pupil-name.ts'
import type { Link } from '../../ui/components/common-options.ts'
import { weekdaysInWords } from '../../ui/formats/weekdays.ts'
import { shortDay, weekday } from '../../ui/formats/words.ts'
import { type CardData, cardOf, isRead, type NeedsCard } from './card.ts'
import { classSheetLinks } from './class-sheet-paths.ts'
import type { Deliverer } from './delivers.ts'
import { groupsOf, isTaughtOn, nextTaught, type TeachingGroup } from './groups.ts'
import type { TaughtClass, TaughtPupil } from './queries.ts'

type GroupShown = {
  /** The HTML id of the group's heading, for links to it. */
  id: string
  name: string
  /** The days on which the group is taught, like "Mondays and Thursdays"; empty if it is taught every day. */
  days: string
  /**
   * A sentence if the group is taught in place of a colleague, like "You stand in for Mr Reid until Friday 27
   * November"; otherwise empty.
   */
  standIn: string
  cards: NeedsCard[]
  waiting: { name: string; words: string; concernHref: string }[]
  /** A sentence that names the pupils whose cards are further up, in one of today's groups. */
  above: string
  others: string
  /** Links to the group's sheets for printing; an empty list if nobody in the group has a plan. */
  papers: Link[]
}

type MyClassesPage = {
  title: string
  heading: string
  /** One line for each kind of thing to do, shown above the cards. Each links to the details further down the page. */
  waits: { text: string; href: string }[]
  /**
   * Pupils on the amber list (somebody is concerned about them, and they are not on SEN Support) whom the member of
   * staff looks after, those to look at next first.
   */
  looks: { name: string; words: string; href: string }[]
  /** Links to each group on the page; an empty list if there are only one or two. */
  jumps: Link[]
  /** Today's groups first. `says` explains why a section has no group. */
  sections: { heading: string; says: string; groups: GroupShown[] }[]
  /** The text for a member of staff who teaches and supports nobody; null for others. */
  empty: { title: string; text: string } | null
  /** The link to sheets of every class, for those who may make them; null for others. */
  sheets: Link | null
  concernHref: string
}

/** Sentences that say why a pupil on the register has no card, by register status. */
const waitingWords: Readonly<Record<RegisterStatus, string>> = {
  senSupport: 'On SEN Support; the plan is still to be agreed',
  lookedAt: 'Being looked at; no plan yet',
  coreOffer: 'Supported by what we offer every pupil',
  ehcPlan: 'Has an EHC plan: ask the SENCO for it',
  none: '',
}

type MyClassesData = {
  user: Pick<SignedIn, 'name' | 'role'> & { code: string | null }
  classes: readonly TaughtClass[]
  pupils: readonly TaughtPupil[]
  known: ReadonlyMap<string, CardData>
  ownLooks: readonly AmberEntry[]
  questions: { title: string; links: readonly { href: string }[] } | null
  /** How many drafts of forms the member of staff has typed and not yet saved. */
  unfinishedDrafts: number
  mayMakeAnySheet: boolean
  today: string
  calendar: SchoolCalendar
}

const dayOfWeek = (day: Day, today: Day): string => `${weekday(day)} ${shortDay(day, today)}`

/**
 * A member of staff's first page: their groups, today's first. Each pupil with a plan has a card, unread plans first.
 */
export function myClassesPage(taught: MyClassesData): MyClassesPage {
  const { classes, pupils, today, calendar, mayMakeAnySheet } = taught
  const isToday = (group: Pick<TeachingGroup, 'weekdays'>) => isTaughtOn(group, today, calendar)
  const all = groupsOf(classes, pupils, isToday)
  const withToday = new Set(all.filter(isToday).flatMap(({ members }) => members.map(({ id }) => id)))
  const groups = all.map((group, index) => ({
    shown: groupOf(group, { id: `group-${index + 1}`, above: isToday(group) ? new Set() : withToday }, taught),
    isToday: isToday(group),
  }))
  const todays = groups.filter((one) => one.isToday).map(({ shown }) => shown)
  const others = groups.filter((one) => !one.isToday).map(({ shown }) => shown)
  const sections = [
    {
      heading: `Today, ${dayOfWeek(today, today)}`,
      says: todays.length > 0 ? '' : nothingToday(all, today, calendar),
      groups: todays,
    },
    { heading: todays.length > 0 ? 'Not today' : 'Your groups', says: '', groups: others },
  ]
  const looks = looksOf(pupils, taught.ownLooks, today)
  return {
    title: 'My classes',
    heading: 'My classes',
    waits: waitsFor(taught, looks.length),
    looks,
    jumps: groups.length > 2 ? [...todays, ...others].map(({ id, name }) => ({ text: name, href: `#${id}` })) : [],
    sections: groups.length === 0 ? [] : sections.filter((section) => section.says !== '' || section.groups.length > 0),
    empty: groups.length > 0 ? null : nobodyTaught(mayMakeAnySheet),
    sheets: mayMakeAnySheet ? { text: 'Sheets of every class', href: '/class-sheets' } : null,
    concernHref: '/pupils/find?for=concern',
  }
}

function waitsFor({ known, questions, unfinishedDrafts }: MyClassesData, looks: number): MyClassesPage['waits'] {
  const unread = [...known.values()].filter(({ summary, ...one }) => summary !== null && !isRead(one)).length
  const [first, ...more] = questions?.links ?? []
  return [
    ...(questions && first ? [{ text: questions.title, href: more.length === 0 ? first.href : '#questions' }] : []),
    ...(unread === 0
      ? []
      : [{ text: `${unread} ${unread === 1 ? 'plan' : 'plans'} you have not read yet`, href: '#groups' }]),
    ...(looks === 0 ? [] : [{ text: `You look after ${looks} ${looks === 1 ? 'pupil' : 'pupils'}`, href: '#looks' }]),
    ...(unfinishedDrafts === 0 ? [] : [{ text: `${unfinishedDrafts} half written`, href: '#half-written' }]),
  ]
}

const nobodyTaught = (mayMakeAnySheet: boolean): MyClassesPage['empty'] => ({
  title: 'No pupils are in your classes today',
  text: mayMakeAnySheet
    ? 'Whom you teach or support yourself stands here. Classes and their staff are under School, Classes.'
    : 'Your SENCO or administrator puts you into classes under School, Classes.',
})

/** Why nothing is taught today, and which lessons are next. */
function nothingToday(groups: readonly TeachingGroup[], today: Day, calendar: SchoolCalendar): string {
  const why = isSchoolDay(calendar, today) ? 'None of your groups is taught today.' : 'No school today.'
  const next = nextTaught(groups, today, calendar)
  return next === null
    ? why
    : `${why} Next is ${dayOfWeek(next.day, today)}: ${listed(next.groups.map(({ name }) => name))}.`
}

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names)

const looksOf = (pupils: readonly TaughtPupil[], entries: readonly AmberEntry[], today: Day): MyClassesPage['looks'] =>
  entries
    .toSorted((one, other) => (one.nextLookOn < other.nextLookOn ? -1 : 1))
    .flatMap(({ id, pupilId, nextLookOn }) => {
      const pupil = pupils.find((one) => one.id === pupilId)
      if (!pupil) return []
      const words = `${nextLookOn < today ? 'to be looked at since' : 'look again on'} ${shortDay(nextLookOn, today)}`
      return [{ name: fullNameOf(pupil), words, href: `/pupils/${pupilId}/amber/${id}/look` }]
    })

/**
 * Who delivers in a group: the member of staff, and the person they cover for. In a class, both count as staff of the
 * class.
 */
function delivererOf({ classId, standIn }: TeachingGroup, { user }: MyClassesData): Deliverer {
  return {
    role: user.role,
    as: standIn === null ? [user] : [user, standIn.away],
    isOfTheirClass: classId !== null,
  }
}

/**
 * Makes a group with its cards. `above` holds the ids of pupils whose cards are further up, in one of today's groups.
 */
function groupOf(
  group: TeachingGroup,
  { id, above }: { id: string; above: ReadonlySet<string> },
  taught: MyClassesData,
): GroupShown {
  const { known, today } = taught
  const { name, weekdays, standIn, members } = group
  const who = delivererOf(group, taught)
  const cards: { card: NeedsCard; isRead: boolean }[] = []
  const waiting: GroupShown['waiting'] = []
  const standAbove: string[] = []
  for (const pupil of members) {
    const one = known.get(pupil.id)
    const { summary = null, status = 'none' } = one ?? {}
    if (above.has(pupil.id) && (summary || status !== 'none')) standAbove.push(fullNameOf(pupil))
    else if (one && summary)
      cards.push({ card: cardOf(pupil, { ...one, summary }, { who, today }), isRead: isRead(one) })
    else if (status !== 'none')
      waiting.push({
        name: fullNameOf(pupil),
        words: waitingWords[status],
        concernHref: `/pupils/${pupil.id}/concerns/new`,
      })
  }
  const shown = cards.length + waiting.length + standAbove.length
  return {
    id,
    name,
    days: weekdaysInWords(weekdays),
    standIn: standIn === null ? '' : `You stand in for ${standIn.away.name} until ${dayOfWeek(standIn.until, today)}`,
    cards: cards.sort((one, other) => Number(one.isRead) - Number(other.isRead)).map(({ card }) => card),
    waiting,
    above: standAbove.length === 0 ? '' : `With today’s groups above: ${listed(standAbove)}.`,
    others: othersInWords(members.length - shown, shown),
    papers: shown > waiting.length ? classSheetLinks(group.classId) : [],
  }
}

function othersInWords(rest: number, shown: number): string {
  if (rest === 0) return shown === 0 ? 'No pupils are in this group today.' : ''
  const other = shown === 0 ? '' : 'other '
  return `${rest} ${other}${rest === 1 ? 'pupil' : 'pupils'} in this group ${rest === 1 ? 'has' : 'have'} nothing on the register.`
}
