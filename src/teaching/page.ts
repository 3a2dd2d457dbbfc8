import { fullNameOf } from '../database/pupil-name.ts'
import type { AmberEntry } from '../record/amber.ts'
import type { NeedsSummary } from '../record/needs-summary.ts'
import type { RegisterStatus } from '../record/on-the-way.ts'
import { markOf, wordingOf } from '../record/summary-changes.ts'
import { dayInWords, shortDay, yearInWords } from '../web/words.ts'

export type TaughtPupil = {
  id: string
  legalForename: string
  legalSurname: string
  preferredForename: string | null
  preferredSurname: string | null
  yearGroup: string
  registrationGroup: string | null
  classes: readonly { class: { name: string } }[]
}

/** A button "I have read this", or the day on which it was pressed. */
export type ReadState = { on: string } | { text: string; action: string; fields: { back: string; wording: string } }

export type NeedsCard = {
  name: string
  about: string
  href: string
  needs: string
  helps: readonly string[]
  avoid: string
  changed: string
  /** What is otherwise than it was read, a line each. */
  changes: readonly string[]
  read: ReadState
  concernHref: string
}

type Known = {
  summary: NeedsSummary | null
  status: RegisterStatus
  readOn: string | null
  changes: readonly string[]
  hasReadEarlierPlan: boolean
}

export type ClassesPage = {
  title: string
  heading: string
  today: string
  unread: string
  /** Pupils of concern whom the member of staff looks after, the next look first. */
  looks: { name: string; words: string; href: string }[]
  groups: {
    name: string
    /** The group on one sheet of A4. */
    sheetHref: string
    cards: NeedsCard[]
    waiting: { name: string; words: string; concernHref: string }[]
    others: string
  }[]
  concernHref: string
}

const mostHelps = 3

export const aboutOf = ({
  yearGroup,
  registrationGroup,
}: {
  yearGroup: string
  registrationGroup: string | null
}): string => [yearInWords(yearGroup), registrationGroup].filter(Boolean).join(' · ')

export function readState(
  pupilId: string,
  summary: NeedsSummary,
  { readOn, changes }: Pick<Known, 'readOn' | 'changes'>,
  { today, back }: { today: string; back: string },
): ReadState {
  if (readOn !== null && changes.length === 0) return { on: shortDay(readOn, today) }
  return {
    text: readOn === null ? 'I have read this' : 'I have read what changed',
    action: `/pupils/${pupilId}/plans/${summary.planId}/acknowledge`,
    fields: { back, wording: markOf(wordingOf(summary)) },
  }
}

/** Said above a card, where the member of staff has read something else than what stands. */
export function changedInWords(
  { readOn, changes, hasReadEarlierPlan }: Pick<Known, 'readOn' | 'changes' | 'hasReadEarlierPlan'>,
  summary: NeedsSummary,
  today: string,
): string {
  if (readOn !== null && changes.length > 0) return `Changed since you read it on ${shortDay(readOn, today)}`
  return readOn === null && hasReadEarlierPlan ? `New plan of ${shortDay(summary.agreedOn, today)}: not read yet` : ''
}

function cardOf(pupil: TaughtPupil, summary: NeedsSummary, known: Known, today: string): NeedsCard {
  return {
    name: fullNameOf(pupil),
    about: aboutOf(pupil),
    href: `/pupils/${pupil.id}/summary`,
    needs: summary.needs,
    helps: summary.helps.slice(0, mostHelps),
    avoid: summary.avoid.join('; '),
    changed: changedInWords(known, summary, today),
    changes: known.changes,
    read: readState(pupil.id, summary, known, { today, back: '/my-classes' }),
    concernHref: `/pupils/${pupil.id}/concerns/new`,
  }
}

const isRead = ({ readOn, changes }: Pick<Known, 'readOn' | 'changes'>): boolean =>
  readOn !== null && changes.length === 0

/** Why a pupil on the register has no card yet. */
const waitingWords: Readonly<Record<RegisterStatus, string>> = {
  senSupport: 'On SEN Support; the plan is still to be agreed',
  lookedAt: 'Being looked at; no plan yet',
  coreOffer: 'Supported by what we offer every pupil',
  ehcPlan: 'Has an EHC plan: ask the SENCO for it',
  none: '',
}

/** A member of staff's first page: their groups, each pupil with a plan as a card, unread ones first. */
export function classesPage(
  pupils: readonly TaughtPupil[],
  known: ReadonlyMap<string, Known>,
  ownLooks: readonly AmberEntry[],
  { today, weekday }: { today: string; weekday: string },
): ClassesPage {
  const groups = new Map<string, TaughtPupil[]>()
  for (const pupil of pupils) {
    const names = pupil.classes.map((one) => one.class.name)
    for (const name of names.length > 0 ? names : ['Pupils I support'])
      groups.set(name, [...(groups.get(name) ?? []), pupil])
  }
  const unread = [...known.values()].filter(({ summary, ...one }) => summary !== null && !isRead(one)).length
  return {
    title: 'My classes',
    heading: 'My classes',
    today: `${weekday}, ${dayInWords(today)}`,
    unread: unread === 0 ? '' : `${unread} ${unread === 1 ? 'plan' : 'plans'} you have not read yet`,
    looks: looksOf(pupils, ownLooks, today),
    groups: [...groups]
      .sort(([one], [other]) => one.localeCompare(other, 'en-GB', { numeric: true }))
      .map(([name, members]) => groupOf(name, members, known, today)),
    concernHref: '/pupils/find?for=concern',
  }
}

const looksOf = (pupils: readonly TaughtPupil[], entries: readonly AmberEntry[], today: string): ClassesPage['looks'] =>
  entries
    .toSorted((one, other) => (one.nextLookOn < other.nextLookOn ? -1 : 1))
    .flatMap(({ id, pupilId, nextLookOn }) => {
      const pupil = pupils.find((one) => one.id === pupilId)
      if (!pupil) return []
      const words = `${nextLookOn < today ? 'to be looked at since' : 'look again on'} ${shortDay(nextLookOn, today)}`
      return [{ name: fullNameOf(pupil), words, href: `/pupils/${pupilId}/amber/${id}/look` }]
    })

function groupOf(
  name: string,
  members: readonly TaughtPupil[],
  known: ReadonlyMap<string, Known>,
  today: string,
): ClassesPage['groups'][number] {
  const cards: { card: NeedsCard; isRead: boolean }[] = []
  const waiting: ClassesPage['groups'][number]['waiting'] = []
  for (const pupil of members) {
    const one = known.get(pupil.id)
    if (one?.summary) cards.push({ card: cardOf(pupil, one.summary, one, today), isRead: isRead(one) })
    else if (one && one.status !== 'none')
      waiting.push({
        name: fullNameOf(pupil),
        words: waitingWords[one.status],
        concernHref: `/pupils/${pupil.id}/concerns/new`,
      })
  }
  const rest = members.length - cards.length - waiting.length
  return {
    name,
    sheetHref: `/my-classes/sheet?${new URLSearchParams({ group: name })}`,
    cards: cards.sort((one, other) => Number(one.isRead) - Number(other.isRead)).map(({ card }) => card),
    waiting,
    others:
      rest === 0
        ? ''
        : `${rest} other ${rest === 1 ? 'pupil' : 'pupils'} in this group ${rest === 1 ? 'has' : 'have'} nothing on the register.`,
  }
}
