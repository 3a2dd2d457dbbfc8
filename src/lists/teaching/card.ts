import type { Day } from '../../days/calendar.ts'
import type { RegisterStatus } from '../../findings/register-status.ts'
import { markOf, type SummaryAsRead, wordingOf } from '../../pupil-record/briefings/model.ts'
import type { NeedsSummary } from '../../pupil-record/plans/model.ts'
import { fullNameOf } from '../../pupil-record/pupil-name.ts'
import type { NeedsCardOptions } from '../../ui/components/own-component-options.ts'
import { shortDay, yearInWords } from '../../ui/formats/words.ts'
import { type Deliverer, delivers } from './delivers.ts'
import type { TaughtPupil } from './queries.ts'
import { firstFew, shorten } from './shorten.ts'

/** The button "I have read this" or, once the plan has been read, the day on which it was, in words. */
type ReadState = { on: string } | { text: string; action: string; fields: { back: string; wording: string } }

/** The options of the component `needsCard`, without the button's CSRF token, which belongs to the page's session. */
export type NeedsCard = Required<Omit<NeedsCardOptions, 'read'>> & { read: ReadState }

/** A pupil's current plan, and what the member of staff has read of it. */
export type CardData = {
  summary: NeedsSummary | null
  status: RegisterStatus
  readOn: string | null
  /** The plan's wording when they read it; null if they have not read it, or have read it on paper. */
  asRead: SummaryAsRead | null
  changes: readonly string[]
  hasReadEarlierPlan: boolean
}

type ReadingState = Pick<CardData, 'readOn' | 'changes' | 'hasReadEarlierPlan'>

const mostHelps = 3

/** How many characters fit into two lines on a phone. */
const twoLines = 76

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
  { readOn, changes }: Pick<CardData, 'readOn' | 'changes'>,
  { today, back }: { today: Day; back: string },
): ReadState {
  if (readOn !== null && changes.length === 0) return { on: shortDay(readOn, today) }
  return {
    text: readOn === null ? 'I have read this' : 'I have read what changed',
    action: `/pupils/${pupilId}/plans/${summary.planId}/acknowledge`,
    fields: { back, wording: markOf(wordingOf(summary)) },
  }
}

export const isRead = ({ readOn, changes }: Pick<CardData, 'readOn' | 'changes'>): boolean =>
  readOn !== null && changes.length === 0

/** Says that the plan has changed, or is new, since the member of staff last read it; empty otherwise. */
export function changedInWords(
  { readOn, changes, hasReadEarlierPlan }: ReadingState,
  summary: NeedsSummary,
  today: Day,
): string {
  if (readOn !== null && changes.length > 0) return `Changed since you read it on ${shortDay(readOn, today)}`
  return readOn === null && hasReadEarlierPlan ? `New plan of ${shortDay(summary.agreedOn, today)}: not read yet` : ''
}

function markOfCard(known: ReadingState): string {
  if (isRead(known)) return ''
  if (known.readOn !== null) return 'Changed'
  return known.hasReadEarlierPlan ? 'New plan' : ''
}

function whatIDo({ provision }: NeedsSummary, who: Deliverer): string[] {
  const mine = provision.filter(({ deliveredBy }) => delivers(deliveredBy, who))
  const lines = mine.map(({ what, howOften }) => [what, howOften].filter(Boolean).join(' · '))
  return firstFew(lines, { count: 2, most: twoLines })
}

/** A pupil's card: what a member of staff needs to know in the minute before the lesson. */
export function cardOf(
  pupil: TaughtPupil,
  known: CardData & { summary: NeedsSummary },
  { who, today }: { who: Deliverer; today: Day },
): NeedsCard {
  const { summary, asRead, changes } = known
  const isNew = (help: string): boolean => asRead !== null && !asRead.helps.includes(help)
  const outcomes = summary.outcomes.map(({ outcome }) => outcome)
  return {
    name: fullNameOf(pupil),
    about: aboutOf(pupil),
    href: `/pupils/${pupil.id}/summary`,
    needs: shorten(summary.needs, twoLines),
    helps: summary.helps.slice(0, mostHelps).map((text) => ({ text, isNew: isNew(text) })),
    avoid: summary.avoid.join('; '),
    whatIDo: whatIDo(summary, who),
    outcomes: firstFew(outcomes, { count: 2, most: twoLines }),
    mark: markOfCard(known),
    changed: changedInWords(known, summary, today),
    changes,
    read: readState(pupil.id, summary, known, { today, back: '/my-classes' }),
    concernHref: `/pupils/${pupil.id}/concerns/new`,
  }
}
