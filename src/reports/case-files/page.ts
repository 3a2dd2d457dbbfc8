import type { Day } from '../../days/calendar.ts'
import { checklistRow } from '../../findings/checklist.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { REGISTER_STATUS_WORDS } from '../../findings/register-status.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { dayInWords, NEED_WORDS, yearInWords } from '../../ui/formats/words.ts'
import { isOpen } from '../rule-figures.ts'
import { type ChronologyEvent, type Cycle, chronologyOf, cyclesOf } from './chronology.ts'
import type { Case } from './queries.ts'

/** The most case files in one pack. An inspector asks for fewer, and nobody reads a longer print. */
export const mostCases = 12

type MissingStep = { step: string; status: StepStatus; word: string; reason: string }

export type CaseFile = {
  name: string
  upn: string
  about: string
  /** The pupil's case in a few lines: needs, first concern, status, number of cycles. */
  facts: { key: string; value: string }[]
  chain: ChronologyEvent[]
  cycles: Cycle[]
  missing: MissingStep[]
}

/** A short form of an earlier cycle, used when a pupil has many, so that the case file stays readable. */
type EarlierCycle = { when: string; outcomes: string[]; provisions: string[]; impact: string }

/** A case file as it is printed. Together, `earlier` and `inFull` are all its cycles. */
type PrintedCase = CaseFile & { earlier: EarlierCycle[]; inFull: Cycle[] }

export type CaseFilesPage = {
  title: string
  back: Link
  heading: string
  asOf: string
  jsonHref: string
  cases: PrintedCase[]
}

const forenameOf = ({ forename }: RegisterPupilWithFindings): string => forename

/** The facts at the top of a case file. The first concern on record shows when the need was noticed. */
function factsOf(pupil: RegisterPupilWithFindings, one: Case): CaseFile['facts'] {
  const { registerEntry } = pupil.pupilFindings
  const [first] = one.concerns
  const needs = pupil.needs.map((need) => NEED_WORDS[need]).join('; ')
  const status = REGISTER_STATUS_WORDS[registerEntry.status]
  return [
    { key: 'Needs', value: needs === '' ? 'None recorded' : needs },
    { key: 'First concern', value: first === undefined ? 'None recorded' : dayInWords(first.raisedOn) },
    { key: 'Now', value: registerEntry.since === null ? status : `${status} since ${dayInWords(registerEntry.since)}` },
    { key: 'Cycles', value: one.plans.length === 0 ? 'No plan yet' : String(one.plans.length) },
    { key: 'At this school since', value: one.enteredOn === null ? '' : dayInWords(one.enteredOn) },
    { key: 'First language', value: one.firstLanguage ?? '' },
  ].filter(({ value }) => value !== '')
}

/** How many of the pupil's staff have read the current plan (6.49). */
function readBy({ pupilFindings }: RegisterPupilWithFindings): string {
  const aware = pupilFindings.findings.filter(({ rule }) => rule === '6.49-staff-aware')
  const read = aware.filter(({ status }) => status === 'met').length
  return aware.length === 0 ? '' : `${read} of ${aware.length} who work with the pupil now`
}

function missingOf({ pupilFindings, context }: RegisterPupilWithFindings): MissingStep[] {
  return pupilFindings.findings.filter(isOpen).map((finding) => {
    const { level, paragraph, title, status, word, reason } = checklistRow(finding, context)
    return { step: `${level === 'must' ? 'The law: ' : ''}${paragraph} ${title}`, status, word, reason }
  })
}

function fileOf(pupil: RegisterPupilWithFindings, one: Case): CaseFile {
  const forename = forenameOf(pupil)
  const { currentPlanId } = pupil.pupilFindings.registerEntry
  return {
    name: nameOf(pupil),
    upn: pupil.upn,
    about: [yearInWords(pupil.yearGroup), classOf(pupil), `born ${dayInWords(one.dateOfBirth)}`]
      .filter(Boolean)
      .join(' · '),
    facts: factsOf(pupil, one),
    chain: chronologyOf(one, forename),
    cycles: cyclesOf(one, forename, ({ id }) => (id === currentPlanId ? readBy(pupil) : '')),
    missing: missingOf(pupil),
  }
}

/** Up to four cycles are printed in full, which takes about four pages. With more, only the last three are. */
const mostCyclesInFull = 4
const cyclesInFull = 3

const withWhat = (what: string, more: string): string => (more === '' ? what : `${what}: ${more}`)

const earlierCycle = ({ title, onWords, outcomes, provisions, reviewed }: Cycle): EarlierCycle => ({
  when: [`${title}, ${onWords}`, reviewed === null ? 'not reviewed' : `reviewed ${reviewed.onWords}`].join('; '),
  outcomes: outcomes.map(({ outcome, progress }) => withWhat(outcome, progress)),
  provisions: provisions.map(({ what, deliveredBy, sessions }) =>
    withWhat(what, [deliveredBy, sessions === '' ? '' : `${sessions} sessions`].filter(Boolean).join(', ')),
  ),
  impact: reviewed?.impact ?? '',
})

function printedCase(file: CaseFile): PrintedCase {
  const { cycles } = file
  const short = cycles.length > mostCyclesInFull ? cycles.length - cyclesInFull : 0
  return { ...file, earlier: cycles.slice(0, short).map(earlierCycle), inFull: cycles.slice(short) }
}

/** The case files of pupils, each from the first concern to today, including every missing step. */
export function caseFilesOf(pupils: readonly RegisterPupilWithFindings[], cases: readonly Case[]): CaseFile[] {
  const byPupil = new Map(cases.map((one) => [one.pupilId, one]))
  return pupils.flatMap((pupil) => {
    const one = byPupil.get(pupil.pupilId)
    return one === undefined ? [] : [fileOf(pupil, one)]
  })
}

/** The page with all case files, for an inspector. */
export function caseFilesPage(files: readonly CaseFile[], pupilIds: readonly string[], asOf: Day): CaseFilesPage {
  const asked = new URLSearchParams(pupilIds.map((pupilId): [string, string] => ['pupil', pupilId]))
  return {
    title: 'Case files',
    back: { text: 'Choose other pupils', href: '/report/case-files' },
    heading: files.length === 1 ? 'Case file' : `${files.length} case files`,
    asOf: dayInWords(asOf),
    jsonHref: `/report/case-files.json?${asked}`,
    cases: files.map(printedCase),
  }
}
