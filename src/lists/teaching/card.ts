import type { RegisterStatus } from '../../findings/on-the-way.ts'
import { markOf, type SummaryAsRead, wordingOf } from '../../pupil-record/briefings/model.ts'
import type { NeedsSummary } from '../../pupil-record/plans/model.ts'
import { fullNameOf } from '../../pupil-record/pupil-name.ts'
import type { NeedsCardOptions } from '../../ui/components/component-options.ts'
import { shortDay, yearInWords } from '../../ui/formats/words.ts'
import { type Deliverer, delivers } from './delivers.ts'
import type { TaughtPupil } from './queries.ts'
import { firstOf, shortened } from './shortened.ts'

/** A button "I have read this", or the day on which it was pressed. */
export type ReadState = { on: string } | { text: string; action: string; fields: { back: string; wording: string } }

/** As the component takes it, but for the button's token: that is of the page's session. */
export type NeedsCard = Required<Omit<NeedsCardOptions, 'read'>> & { read: ReadState }

/** The plan that a pupil has now, and what the member of staff who asks has read of it. */
export type Known = {
  summary: NeedsSummary | null
  status: RegisterStatus
  readOn: string | null
  /** As it was read; null where it was not, or on paper. */
  asRead: SummaryAsRead | null
  changes: readonly string[]
  hasReadEarlierPlan: boolean
}

type Reading = Pick<Known, 'readOn' | 'changes' | 'hasReadEarlierPlan'>

const mostHelps = 3

/** What fits two lines of a phone. */
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

export const isRead = ({ readOn, changes }: Pick<Known, 'readOn' | 'changes'>): boolean =>
  readOn !== null && changes.length === 0

/** Where the member of staff has read something else than what stands. */
export function changedInWords(
  { readOn, changes, hasReadEarlierPlan }: Reading,
  summary: NeedsSummary,
  today: string,
): string {
  if (readOn !== null && changes.length > 0) return `Changed since you read it on ${shortDay(readOn, today)}`
  return readOn === null && hasReadEarlierPlan ? `New plan of ${shortDay(summary.agreedOn, today)}: not read yet` : ''
}

function markOfCard(known: Reading): string {
  if (isRead(known)) return ''
  if (known.readOn !== null) return 'Changed'
  return known.hasReadEarlierPlan ? 'New plan' : ''
}

function whatIDo({ provision }: NeedsSummary, who: Deliverer): string[] {
  const mine = provision.filter(({ deliveredBy }) => delivers(deliveredBy, who))
  const lines = mine.map(({ what, howOften }) => [what, howOften].filter(Boolean).join(' · '))
  return firstOf(lines, { count: 2, most: twoLines })
}

/** What a member of staff needs to know of a pupil in the minute before the lesson. */
export function cardOf(
  pupil: TaughtPupil,
  known: Known & { summary: NeedsSummary },
  { who, today }: { who: Deliverer; today: string },
): NeedsCard {
  const { summary, asRead, changes } = known
  const isNew = (help: string): boolean => asRead !== null && !asRead.helps.includes(help)
  const outcomes = summary.outcomes.map(({ outcome }) => outcome)
  return {
    name: fullNameOf(pupil),
    about: aboutOf(pupil),
    href: `/pupils/${pupil.id}/summary`,
    needs: shortened(summary.needs, twoLines),
    helps: summary.helps.slice(0, mostHelps).map((text) => ({ text, isNew: isNew(text) })),
    avoid: summary.avoid.join('; '),
    whatIDo: whatIDo(summary, who),
    outcomes: firstOf(outcomes, { count: 2, most: twoLines }),
    mark: markOfCard(known),
    changed: changedInWords(known, summary, today),
    changes,
    read: readState(pupil.id, summary, known, { today, back: '/my-classes' }),
    concernHref: `/pupils/${pupil.id}/concerns/new`,
  }
}
