import type { Day } from '../../days/calendar.ts'
import type { NeedsSummary } from '../../pupil-record/plans/model.ts'
import { forenameOf, fullNameOf, type PupilNamed, surnameOf } from '../../pupil-record/pupil-name.ts'
import type { Link } from '../../ui/components/common-options.ts'
import { searchKey } from '../../ui/formats/search-key.ts'
import { weekdaysInWords } from '../../ui/formats/weekdays.ts'
import { dayInWords, weekday } from '../../ui/formats/words.ts'
import { classSheetLinks, classSheetPath, type SheetUse, sheetUses } from './class-sheet-paths.ts'
import { type Arrangement, fitOnPages, type SheetPupil } from './fit-on-pages.ts'
import type { ClassWithSheets } from './queries.ts'
import { isSensitive } from './sensitive.ts'

type ClassSheetPage = {
  title: string
  back: Link
  heading: string
  about: string
  action: string
  use: SheetUse
  uses: { value: SheetUse; text: string }[]
  withNeeds: boolean
  pupils: readonly SheetPupil[]
  /** Shown when no pupil has a plan or needs one. */
  empty: { title: string; text: string }
  isLarge: boolean
  /** A sentence that says how many sides of A4 the sheet takes; shown on screen only. */
  paper: string
  /** A sentence that says what was left off because it is sensitive; shown on screen only, empty if nothing was. */
  leftOff: string
  /** A sentence on the paper that explains shortened texts; empty if no text is shortened. */
  cut: string
  /** Instructions for supply staff, and whom to ask; empty on other sheets. */
  instructions: readonly string[]
}

const useWords: Readonly<Record<SheetUse, string>> = {
  planner: 'A list for my planner',
  seats: 'Cards for the seating plan',
  supply: 'A sheet for supply or cover staff',
}

/**
 * How the pupils of each kind of sheet are arranged, for 9-point type on A4 with this app's margins and headings. Cards
 * have shorter lines, because they are three to a row and have borders.
 */
const arrangements: Readonly<Record<SheetUse, Arrangement>> = {
  planner: { columns: 2, asRows: false, lines: 53, gap: 0.8, width: 50 },
  seats: { columns: 3, asRows: true, lines: 53, gap: 1.6, width: 31 },
  supply: { columns: 2, asRows: false, lines: 51, gap: 0.8, width: 50 },
}

const mostHelps = 3

type ClassSheetOptions = {
  /** The class's name, or the name of the group supported one to one. */
  group: string
  classId: string | null
  use: SheetUse
  withNeeds: boolean
}

/** `summary` is null for a pupil on SEN Support or with an EHC plan who has no plan in the register. */
type PupilWithSummary = { pupil: PupilNamed; summary: NeedsSummary | null }

/**
 * "Amir K": short names for a sheet that is passed around. Pupils who would get the same short name have their full
 * names.
 */
export function shortNames(pupils: readonly PupilNamed[]): string[] {
  const short = pupils.map((pupil) => `${forenameOf(pupil)} ${([...surnameOf(pupil)][0] ?? '').toUpperCase()}`)
  const times = new Map<string, number>()
  for (const name of short) times.set(searchKey(name), (times.get(searchKey(name)) ?? 0) + 1)
  return pupils.map((pupil, index) => {
    const name = short[index] ?? ''
    return (times.get(searchKey(name)) ?? 0) > 1 ? fullNameOf(pupil) : name
  })
}

const nothingOnPaper: SheetPupil = { name: '', needs: '', helps: [], avoid: '', outcomes: [], more: '' }

/**
 * One pupil's part of a sheet. Paper lies around, so it shows what helps, and leaves out what reveals a condition
 * unless the box was ticked. A pupil with nothing to show gets a note to ask, so that a bare name is not taken for
 * "nothing to know".
 */
function sheetPupil(
  { summary }: PupilWithSummary,
  name: string,
  { withNeeds, ask }: { withNeeds: boolean; ask: string },
): { shown: SheetPupil; leftOff: number } {
  if (summary === null) return { leftOff: 0, shown: { ...nothingOnPaper, name, more: `No plan here yet: ${ask}` } }
  const mayShow = (text: string): boolean => withNeeds || !isSensitive(text)
  const helps = summary.helps.filter(mayShow)
  const avoid = summary.avoid.filter(mayShow)
  const leftOff = summary.helps.length + summary.avoid.length - helps.length - avoid.length
  const isBare = helps.length + avoid.length === 0
  return {
    leftOff,
    shown: {
      name,
      needs: withNeeds ? summary.needs : '',
      helps: helps.slice(0, mostHelps),
      avoid: avoid.join('; '),
      outcomes: withNeeds ? summary.outcomes.map(({ outcome }) => outcome) : [],
      more: isBare ? bareInWords(leftOff, ask) : moreInWords(leftOff + Math.max(0, helps.length - mostHelps), ask),
    },
  }
}

const bareInWords = (leftOff: number, ask: string): string =>
  `${leftOff === 0 ? 'What helps is not written down yet' : 'What helps is not on this sheet'}: ${ask}`

const moreInWords = (more: number, ask: string): string => (more === 0 ? '' : `and ${more} more: ${ask}`)

/** Whom to ask for what the sheet leaves out. It says "before the lesson", because afterwards is too late. */
function askInWords(sencos: readonly string[]): string {
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(sencos)
  return `ask ${['the SENCO', names].filter(Boolean).join(', ')}${names && ','} before the lesson`
}

/** A class sheet: for the planner, as cards for the seating plan, or for the supply teacher. */
export function classSheetPage(shown: {
  asked: ClassSheetOptions
  back: Link
  planned: readonly PupilWithSummary[]
  /** How many pupils are in the class. */
  members: number
  schoolName: string
  sencos: readonly string[]
  today: Day
}): ClassSheetPage {
  const { asked, back, planned, members, today } = shown
  const { group, classId, use, withNeeds } = asked
  const isForSupply = use === 'supply'
  const names = isForSupply
    ? shortNames(planned.map(({ pupil }) => pupil))
    : planned.map(({ pupil }) => fullNameOf(pupil))
  const ask = askInWords(shown.sencos)
  const lines = planned.map((one, index) => sheetPupil(one, names[index] ?? '', { withNeeds, ask }))
  const sheet = fitOnPages(
    lines.map((line) => line.shown),
    arrangements[use],
  )
  const called = classId === null ? group : `Class ${group}`
  const day = `${weekday(today)} ${dayInWords(today)}`
  const plans = planned.filter(({ summary }) => summary !== null).length
  const count = `${plans} of ${members} ${members === 1 ? 'pupil has' : 'pupils have'} a plan.`
  return {
    title: isForSupply ? 'Sheet for supply staff' : 'Class sheet',
    back,
    heading: isForSupply ? 'For whoever covers this class' : called,
    about: isForSupply ? `${called} · ${day} · ${shown.schoolName}` : `What helps, ${day}. ${count}`,
    action: classSheetPath(classId),
    use,
    uses: sheetUses.map((value) => ({ value, text: useWords[value] })),
    withNeeds,
    pupils: sheet.pupils,
    isLarge: sheet.isLarge,
    empty:
      members === 0
        ? { title: 'No pupils are in this class today', text: 'Who is in it stands under School, Classes.' }
        : { title: 'Nobody in this class has a plan', text: 'What helps a pupil stands in their plan.' },
    paper: planned.length === 0 ? '' : paperInWords(sheet.sides, sheet.isCut),
    leftOff: leftOffInWords(lines.filter(({ leftOff }) => leftOff > 0).map((line) => line.shown.name)),
    cut: sheet.isCut ? 'What ends in … goes on in the register: ask the SENCO.' : '',
    instructions: isForSupply ? instructionsFor(shown.sencos) : [],
  }
}

const paperInWords = (sides: number, isCut: boolean): string =>
  [
    sides === 1 ? 'This fits one side of A4.' : `This does not fit one side of A4: it takes ${sides}.`,
    isCut ? 'Long texts are cut for it.' : '',
  ]
    .filter(Boolean)
    .join(' ')

const leftOffInWords = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `Left off, because it tells what a child has: something of ${new Intl.ListFormat('en-GB').format(names)}. Tick the box to print it.`

const instructionsFor = (sencos: readonly string[]): string[] => [
  `Questions: ask ${sencos.length === 0 ? 'the SENCO' : `${new Intl.ListFormat('en-GB').format(sencos)}, SENCO`}.`,
  'Hand this back to the office at the end of the day.',
]

type ClassSheetsPage = {
  title: string
  back: Link
  classes: { name: string; days: string; staff: string; pupils: string; papers: Link[] }[]
}

/** The list of classes that somebody may print sheets of. */
export const classSheetsPage = (classes: readonly ClassWithSheets[]): ClassSheetsPage => ({
  title: 'Class sheets',
  back: { text: 'My classes', href: '/my-classes' },
  classes: classes.map(({ id, name, weekdays, staff, _count }) => ({
    name,
    days: weekdaysInWords(weekdays) || 'Every day',
    staff: staff.map((assignment) => assignment.staff.name).join(', ') || 'Nobody',
    pupils: String(_count.members),
    papers: classSheetLinks(id),
  })),
})
