import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { isOnTheRegister, REGISTER_STATUS_WORDS } from '../../findings/register-status.ts'
import { dayInWords, yearInWords } from '../../ui/formats/words.ts'
import {
  type FilterPanel,
  filterPanel,
  filterPupils,
  type ReportFilters,
  reportPages,
  type SchoolPupils,
} from '../report-filters.ts'
import { isOpen } from '../rule-figures.ts'
import { mostCases } from './page.ts'

type CaseChoice = {
  pupilId: string
  name: string
  about: string
  needs: string
  status: string
  since: string
  open: string
}
type SampleSuggestion = { text: string; says: string; href: string }

type ChooseCasesPage = {
  title: string
  heading: string
  fault: string
  pages: ReturnType<typeof reportPages>
  filters: FilterPanel
  /** Whether any filter is set, so that not all pupils are listed. */
  isNarrowed: boolean
  most: number
  suggestions: SampleSuggestion[]
  rows: CaseChoice[]
}

const openSteps = ({ pupilFindings }: RegisterPupilWithFindings): number => pupilFindings.findings.filter(isOpen).length

const isSupported = ({ pupilFindings }: RegisterPupilWithFindings): boolean =>
  pupilFindings.registerEntry.status === 'senSupport' && pupilFindings.registerEntry.since !== null
const since = ({ pupilFindings }: RegisterPupilWithFindings): string => pupilFindings.registerEntry.since ?? ''

const hrefOf = (pupils: readonly RegisterPupilWithFindings[]): string =>
  `/report/case-files?${new URLSearchParams(pupils.map(({ pupilId }): [string, string] => ['pupil', pupilId]))}`

/** The first pupil of each year group, so that the sample covers the whole school. */
function oneAYear(pupils: readonly RegisterPupilWithFindings[]): RegisterPupilWithFindings[] {
  const byYear = new Map<string, RegisterPupilWithFindings>()
  for (const pupil of pupils) if (!byYear.has(pupil.yearGroup)) byYear.set(pupil.yearGroup, pupil)
  return [...byYear.values()].slice(0, mostCases)
}

const sampleSize = 4

/** Samples that an inspector is likely to ask for. */
function suggestionsOf(pupils: readonly RegisterPupilWithFindings[]): SampleSuggestion[] {
  const supported = pupils.filter(isSupported)
  const byStart = supported.toSorted((one, other) => (since(one) < since(other) ? -1 : 1))
  const byOpen = pupils
    .filter((pupil) => openSteps(pupil) > 0)
    .toSorted((one, other) => openSteps(other) - openSteps(one))
  const samples = [
    { text: 'Longest on SEN Support', says: 'What has come of it?', found: byStart.slice(0, sampleSize) },
    { text: 'Newest on SEN Support', says: 'Is it done as it should be now?', found: byStart.slice(-sampleSize) },
    { text: 'Most missing', says: 'The hardest to answer for', found: byOpen.slice(0, sampleSize) },
    { text: 'One of each year', says: 'Through the school', found: oneAYear(supported) },
  ]
  return samples
    .filter(({ found }) => found.length > 0)
    .map(({ text, says, found }) => ({ text: `${text} (${found.length})`, says, href: hrefOf(found) }))
}

const rowOf = (pupil: RegisterPupilWithFindings): CaseChoice => ({
  pupilId: pupil.pupilId,
  name: nameOf(pupil),
  about: [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · '),
  needs: pupil.needs.join(', '),
  status: REGISTER_STATUS_WORDS[pupil.pupilFindings.registerEntry.status],
  since: since(pupil) === '' ? '' : dayInWords(since(pupil)),
  open: openSteps(pupil) === 0 ? 'Nothing' : String(openSteps(pupil)),
})

/** The page to choose the pupils for a pack of case files. */
export function chooseCasesPage(schoolPupils: SchoolPupils, filters: ReportFilters, fault: string): ChooseCasesPage {
  const pupils = filterPupils(schoolPupils, filters.filters)
  return {
    title: 'Case files',
    heading: 'Case files',
    fault,
    pages: reportPages('/report/case-files', filters),
    // A pack of case files shows today's state, so no other day can be chosen.
    filters: { ...filterPanel('/report/case-files', schoolPupils, filters), asOfDay: '' },
    isNarrowed: pupils !== schoolPupils.pupils,
    most: mostCases,
    suggestions: suggestionsOf(pupils),
    rows: pupils.filter(({ pupilFindings }) => isOnTheRegister(pupilFindings.registerEntry)).map(rowOf),
  }
}
