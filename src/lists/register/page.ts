import { memoiseByObject } from '../../findings/memoise-by-object.ts'
import { noSenco, type Sencos, sencoChoices } from '../../findings/named-senco.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import {
  isOnTheRegister,
  REGISTER_STATUS_WORDS,
  type RegisterStatus,
  registerStatuses,
} from '../../findings/register-status.ts'
import { STATUS_STRIP_COLUMNS, type StatusStrip, statusStrip } from '../../findings/status-strip.ts'
import type { AsOfDay } from '../../http/as-of-param.ts'
import type { Choice, Link } from '../../ui/components/common-options.ts'
import type { StripCell, StripColumn } from '../../ui/components/own-component-options.ts'
import { type CsvCell, writeCsv } from '../../ui/formats/csv.ts'
import { NEED_WORDS, shortDay, YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import { filterRegister, type RegisterFilters } from './form.ts'

type RegisterRow = {
  name: string
  href: string
  year: string
  className: string
  needs: string
  status: string
  /**
   * A note if the register and the school's information system have different SEN statuses for the pupil; otherwise
   * empty.
   */
  flag: string
  nextReview: string
  isOverdue: boolean
  steps: string
  cells: readonly StripCell[]
}

type RegisterPage = {
  title: string
  asOf: string
  asOfDay: string
  today: string
  fault: string
  /** "48 pupils", "31 SEN Support" …, each with a link to just these pupils. */
  figures: Link[]
  /** How many pupils the filters show, like "Showing 12 of 48"; empty if all are shown. */
  showing: string
  filters: RegisterFilters
  years: Choice[]
  classes: Choice[]
  needs: Choice[]
  statuses: Choice[]
  steps: Choice[]
  /** The SENCOs to choose from. Empty if all pupils have the same one, because there is nothing to choose. */
  sencos: Choice[]
  /** The filters that are set, each with a link that removes it. */
  selected: Link[]
  clearHref: string
  csvHref: string
  /** The address that a search for a name is posted to, with the other filters. */
  nameAction: string
  logHref: string
  columns: readonly StripColumn[]
  rows: RegisterRow[]
  empty: { title: string; text: string; link: Link }
}

type RegisterOptions = { asOf: AsOfDay; today: string; filters: RegisterFilters; sencos: Sencos; mayLog: boolean }

const filterNames = ['year', 'class', 'need', 'status', 'step', 'senco', 'q'] as const
/** Leaves out `q`: no address may contain a child's name, so a name search is lost when a link is followed. */
const inAddress = filterNames.filter((name) => name !== 'q')

/** The URL of the register page with these filters, as of the requested day. */
function registerHref(
  path: string,
  filters: Partial<RegisterFilters>,
  { asOf, today }: Pick<RegisterOptions, 'asOf' | 'today'>,
): string {
  const parameters = new URLSearchParams()
  for (const name of inAddress) {
    const value = filters[name]
    if (value) parameters.set(name, value)
  }
  if (asOf.asOf !== today) parameters.set('asOf', asOf.asOf)
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

const figureWords: Readonly<Record<RegisterStatus, string>> = {
  senSupport: 'SEN Support',
  lookedAt: 'being looked at',
  coreOffer: 'on the core offer',
  ehcPlan: 'with an EHC plan',
  none: '',
}

function figuresOf(pupils: readonly RegisterPupilWithFindings[], asked: RegisterOptions): Link[] {
  const counted = registerStatuses.map((status) => ({
    status,
    count: pupils.filter(({ pupilFindings }) => pupilFindings.registerEntry.status === status).length,
  }))
  return [
    {
      text: `${pupils.length} ${pupils.length === 1 ? 'pupil' : 'pupils'}`,
      href: registerHref('/register', {}, asked),
    },
    ...counted
      .filter(({ count }) => count > 0)
      .map(({ status, count }) => ({
        text: `${count} ${figureWords[status]}`,
        href: registerHref('/register', { status }, asked),
      })),
  ]
}

const stepWords = (step: string): string => {
  const column = STATUS_STRIP_COLUMNS.find(({ paragraph }) => paragraph === step)
  return column === undefined ? 'Any step' : `${column.paragraph} ${column.title}`
}

function selectedOf(asked: RegisterOptions): Link[] {
  const { year, need, status, step, senco, q } = asked.filters
  const words: Readonly<Record<(typeof filterNames)[number], string>> = {
    year: year && yearInWords(year),
    class: asked.filters.class && `Class ${asked.filters.class}`,
    need: need === null ? '' : NEED_WORDS[need],
    status: status === null ? '' : REGISTER_STATUS_WORDS[status],
    step: step && `Missing: ${stepWords(step)}`,
    senco: senco === noSenco ? 'No SENCO named' : senco && `SENCO ${senco}`,
    q: q && `“${q}”`,
  }
  return filterNames
    .filter((name) => words[name] !== '')
    .map((name) => ({
      text: words[name],
      href: registerHref('/register', { ...asked.filters, [name]: '' }, asked),
    }))
}

const byNumber = new Intl.Collator('en-GB', { numeric: true })

function choicesOf(pupils: readonly RegisterPupilWithFindings[]): Pick<RegisterPage, 'years' | 'classes' | 'needs'> {
  const years = new Set(pupils.map(({ yearGroup }) => yearGroup))
  const classes = new Set(pupils.map(classOf).filter(Boolean))
  const needs = new Set(pupils.flatMap((pupil) => pupil.needs))
  return {
    years: YEAR_GROUPS.filter((year) => years.has(year)).map((value) => ({ value, text: yearInWords(value) })),
    classes: [...classes].sort(byNumber.compare).map((value) => ({ value, text: value })),
    needs: [...needs].sort().map((value) => ({ value, text: `${value} ${NEED_WORDS[value]}` })),
  }
}

const stripOf = ({ pupilFindings, context }: RegisterPupilWithFindings): StatusStrip =>
  statusStrip(pupilFindings.findings, context)

const rowOf = memoiseByObject((pupil: RegisterPupilWithFindings): RegisterRow => {
  const { registerEntry } = pupil.pupilFindings
  const { asOf, today } = pupil.context
  const { cells, steps } = stripOf(pupil)
  const { nextReviewOn } = registerEntry
  return {
    name: nameOf(pupil),
    href: `/pupils/${pupil.pupilId}`,
    year: pupil.yearGroup,
    className: classOf(pupil),
    needs: pupil.needs.join(', '),
    status: REGISTER_STATUS_WORDS[registerEntry.status],
    flag: registerEntry.flag,
    nextReview: nextReviewOn === null ? '' : shortDay(nextReviewOn, today),
    isOverdue: nextReviewOn !== null && nextReviewOn < asOf,
    steps,
    cells,
  }
})

const nobody = { title: 'Nobody is on the register', link: { text: 'Import pupils', href: '/import' } }

function emptyOf(isFiltered: boolean, asked: RegisterOptions): RegisterPage['empty'] {
  if (isFiltered) {
    const link = { text: 'Show all', href: registerHref('/register', {}, asked) }
    return { title: 'No pupil fits', text: 'Nobody on the register fits all these filters.', link }
  }
  if (asked.asOf.asOf !== asked.today) {
    const link = { text: 'The register as of today', href: '/register' }
    return { title: 'Nobody was on the register', text: `There is nobody as of ${asked.asOf.words}.`, link }
  }
  return asked.mayLog
    ? {
        ...nobody,
        text: 'A pupil comes on it with the first concern, or by an import that says SEN Support or EHC plan.',
        link: { text: 'Log a concern', href: '/pupils/find?for=concern' },
      }
    : { ...nobody, text: 'A pupil comes on it with the first concern.', link: { text: 'The report', href: '/report' } }
}

/** The register page: all pupils on the register as of the day that match the filters. */
export function registerPage(register: readonly RegisterPupilWithFindings[], asked: RegisterOptions): RegisterPage {
  const pupils = register.filter((pupil) => isOnTheRegister(pupil.pupilFindings.registerEntry))
  const rows = filterRegister(pupils, asked.filters, asked.sencos)
  const selected = selectedOf(asked)
  return {
    title: 'Register',
    asOf: asked.asOf.words,
    asOfDay: asked.asOf.asOf,
    today: asked.today,
    fault: asked.asOf.fault,
    figures: figuresOf(pupils, asked),
    showing: selected.length === 0 ? '' : `Showing ${rows.length} of ${pupils.length}`,
    filters: asked.filters,
    ...choicesOf(pupils),
    statuses: registerStatuses.map((value) => ({ value, text: REGISTER_STATUS_WORDS[value] })),
    steps: [
      { value: 'any', text: 'Any step' },
      ...STATUS_STRIP_COLUMNS.map(({ paragraph }) => ({ value: paragraph, text: stepWords(paragraph) })),
    ],
    sencos: sencoChoices(pupils, asked.sencos, asked.filters.senco),
    selected,
    clearHref: registerHref('/register', {}, asked),
    csvHref: registerHref('/register.csv', asked.filters, asked),
    nameAction: registerHref('/register', asked.filters, asked),
    logHref: asked.mayLog ? '/pupils/find?for=concern' : '',
    columns: STATUS_STRIP_COLUMNS,
    rows: rows.map(rowOf),
    empty: emptyOf(selected.length > 0, asked),
  }
}

const csvHeadings = [
  'UPN',
  'Surname',
  'Forename',
  'Year',
  'Class',
  'First need',
  'Second need',
  'Status',
  'Since',
  'About the status',
  'Next review',
  'Steps done',
  'Steps that apply',
]

function csvRow(pupil: RegisterPupilWithFindings): CsvCell[] {
  const { registerEntry } = pupil.pupilFindings
  const { cells, done, applicable } = stripOf(pupil)
  return [
    pupil.upn,
    pupil.surname,
    pupil.forename,
    pupil.yearGroup,
    classOf(pupil),
    pupil.needs[0] ?? '',
    pupil.needs[1] ?? '',
    REGISTER_STATUS_WORDS[registerEntry.status],
    registerEntry.since,
    registerEntry.flag,
    registerEntry.nextReviewOn,
    done,
    applicable,
    ...cells.map(({ word }) => word),
  ]
}

/** The pupils of the register page as a CSV file, with a column for each paragraph of the Code. Days are YYYY-MM-DD. */
export function registerCsv(
  register: readonly RegisterPupilWithFindings[],
  filters: RegisterFilters,
  sencos: Sencos,
): string {
  const pupils = register.filter((pupil) => isOnTheRegister(pupil.pupilFindings.registerEntry))
  const headings = [...csvHeadings, ...STATUS_STRIP_COLUMNS.map(({ paragraph, title }) => `${paragraph} ${title}`)]
  return writeCsv(headings, filterRegister(pupils, filters, sencos).map(csvRow))
}
