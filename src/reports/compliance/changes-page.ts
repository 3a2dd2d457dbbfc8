import { type RuleId, ruleById } from '../../code-of-practice/catalogue.ts'
import type { Day } from '../../days/calendar.ts'
import { checklistRow } from '../../findings/checklist.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { REGISTER_STATUS_WORDS, type RegisterStatus, registerStatuses } from '../../findings/register-status.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { dayInWords, yearInWords } from '../../ui/formats/words.ts'
import { type ChangedStep, lawFirst, type MovedPupil, type RegisterChanges } from '../changes.ts'
import {
  type FilterPanel,
  filterPanel,
  filtersInWords,
  type ReportFilters,
  reportPages,
  type SchoolPupils,
} from '../report-filters.ts'
import { count } from '../rule-figures.ts'

type ChangeLine = {
  name: string
  href: string
  about: string
  step: string
  status: StepStatus
  word: string
  reasonHref: string
  reason: string
}
type ChangeGroup = { title: string; says: string; lines: ChangeLine[] }

type ChangesPage = {
  title: string
  heading: string
  about: string
  asOf: string
  fault: string
  pages: ReturnType<typeof reportPages>
  filters: FilterPanel
  summary: string
  groups: ChangeGroup[]
  moved: { name: string; href: string; about: string; words: string }[]
  nothing: boolean
}

const isLaw = (rule: RuleId): boolean => ruleById(rule)?.level === 'must'
const aboutPupil = (pupil: RegisterPupilWithFindings): string =>
  [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · ')

function lineOf({ pupil, finding }: ChangedStep): ChangeLine {
  const row = checklistRow(finding, pupil.context)
  return {
    name: nameOf(pupil),
    href: `/pupils/${pupil.pupilId}`,
    about: aboutPupil(pupil),
    step: `${row.level === 'must' ? 'The law: ' : ''}${row.paragraph} ${row.title}`,
    status: row.status,
    word: row.word,
    reasonHref: row.reasonHref,
    reason: row.reason,
  }
}

const words = (status: string | null): string => {
  const known = registerStatuses.find((one): one is Exclude<RegisterStatus, 'none'> => one === status)
  return known === undefined ? 'not on the register' : REGISTER_STATUS_WORDS[known]
}

const movedLine = ({ pupil, from, to }: MovedPupil): ChangesPage['moved'][number] => ({
  name: nameOf(pupil),
  href: `/pupils/${pupil.pupilId}`,
  about: aboutPupil(pupil),
  words: `${capital(words(from))} → ${words(to)}`,
})

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The page What changed: steps that fell open or were put right between two days, and changes of register status. */
export function changesPage(
  changes: RegisterChanges,
  schoolPupils: SchoolPupils,
  since: Day,
  filters: ReportFilters,
): ChangesPage {
  const group = (title: string, says: string, found: readonly ChangedStep[]): ChangeGroup => ({
    title: `${title} (${found.length})`,
    says,
    lines: lawFirst(found, isLaw).map(lineOf),
  })
  const { opened, putRight, fellAway, stillOpen, moved } = changes
  const groups = [
    group('Fell open', 'Missing, or not in line with the Code, since then', opened),
    group('Put right', 'Missing then, done since', putRight),
    group('Still open', 'Missing then and missing now', stillOpen),
    group('No longer asked for', 'Missing then; the pupil or the matter has moved on', fellAway),
  ]
  return {
    title: 'What changed',
    heading: 'What changed',
    about: filtersInWords(filters),
    asOf: filters.day.words,
    fault: filters.day.fault,
    pages: reportPages('/report/changes', filters),
    filters: filterPanel('/report/changes', schoolPupils, filters, since),
    summary: `Since ${dayInWords(since)}: ${count(opened.length, 'step', 'steps')} fell open, ${putRight.length} put right, ${stillOpen.length} still open; ${count(moved.length, 'pupil', 'pupils')} moved on the register.`,
    groups: groups.filter(({ lines }) => lines.length > 0),
    moved: moved.map(movedLine),
    nothing: groups.every(({ lines }) => lines.length === 0) && moved.length === 0,
  }
}
