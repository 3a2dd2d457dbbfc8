import { type Role, roleNames, scopeOf } from '../../access/permissions.ts'
import { ruleById } from '../../code-of-practice/catalogue.ts'
import { DEFAULT_TARGETS } from '../../code-of-practice/edition.ts'
import type { SchoolRule } from '../../code-of-practice/rule.ts'
import type { Day } from '../../days/calendar.ts'
import { academicYearStart } from '../../days/periods.ts'
import { type ChecklistRow, checklistRow, type FindingsContext } from '../../findings/checklist.ts'
import type { FindingsOnDay } from '../../findings/findings.ts'
import { factInWords, type ReasonFact, targetInWords } from '../../findings/reasons.ts'
import type { ReportStands } from '../../publications/information-report/model.ts'
import { areas } from '../../pupil-record/areas-of-need.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepOptions } from '../../ui/components/own-component-options.ts'
import { count, dayInWords } from '../../ui/formats/words.ts'
import type { CoverToEdit } from '../cover/model.ts'
import { daysInWords, isNow } from '../cover/model.ts'
import type {
  Closure,
  SchoolToEdit,
  ServiceToEdit,
  StrategyToEdit,
  staffAndClassesOf,
  Term,
  teachingReviewsOf,
  trainingsOf,
} from '../queries.ts'
import { countInWords, targets } from '../target-words.ts'

type Settings = {
  school: SchoolToEdit
  terms: readonly Term[]
  closures: readonly Closure[]
  strategies: readonly StrategyToEdit[]
  services: readonly ServiceToEdit[]
  /**
   * How many statements staff are asked to tick in a round robin, by area of need; null while the school has no list of
   * its own.
   */
  statementsAsked: ReadonlyMap<string, number> | null
  reviews: Awaited<ReturnType<typeof teachingReviewsOf>>
  trainings: Awaited<ReturnType<typeof trainingsOf>>
  /** Cover that is going on today or begins later. */
  covers: readonly CoverToEdit[]
  report: ReportStands
} & Awaited<ReturnType<typeof staffAndClassesOf>>

/** One row of the page: the name of a setting, and its values, each a paragraph. */
type SettingsLine = { key: string; values: string[] }
/** A part of the page: its HTML id, its rows, and the link to the form that changes it. */
type SettingsPart = { id: string; title: string; lede: string; change: Link; lines: SettingsLine[] }

type SchoolOverviewPage = { title: string; heading: string; steps: StepOptions[]; parts: SettingsPart[] }

type OverviewData = { findings: FindingsOnDay; context: FindingsContext; settings: Settings; role: Role; today: string }

const none = 'None yet'
const orNone = (values: string[]): string[] => (values.length === 0 ? [none] : values)
const given = (value: string | null): string[] => orNone(value === null ? [] : [value])

const factLine = ({ label, on, why }: ReasonFact): string =>
  [on === '' ? label : `${label}: ${on}`, why].filter(Boolean).join(' · ')

function schoolRule(id: string): SchoolRule {
  const rule = ruleById(id)
  if (rule?.scope !== 'school') throw new Error(`${id} is no rule of the school`)
  return rule
}

function links(row: ChecklistRow, role: Role): Link[] {
  if (row.action === null) return []
  const mayExplain = row.notDoneHref !== '' && scopeOf(role, 'notDone:explain') !== null
  const text = row.reason === '' ? 'Say why it will not be done' : 'Withdraw this reason, or give another'
  return [row.action, ...(mayExplain ? [{ text, href: row.notDoneHref }] : [])]
}

/**
 * The steps of the Code that the school itself has to do, each with its reasons. A URL that ends with `#` and the
 * rule's id opens the reasons.
 */
const stepsOf = ({ findings, context, role, today }: OverviewData): StepOptions[] =>
  findings.schoolFindings.map((finding) => {
    const row = checklistRow(finding, context)
    const rule = schoolRule(finding.rule)
    const facts = rule.explain(findings.school).facts
    const target = targetInWords(rule.target, findings.school.targets)
    return {
      id: row.rule,
      paragraph: row.paragraph,
      title: row.title,
      law: row.level === 'must',
      status: row.status,
      word: row.word,
      says: `The Code says: ${row.asks}${target === '' ? '' : ` ${target}`}`,
      facts: facts.filter(({ counts }) => counts).map((fact) => factLine(factInWords(fact, today))),
      notCounted: facts.filter(({ counts }) => !counts).map((fact) => factLine(factInWords(fact, today))),
      because: row.reason,
      links: links(row, role),
      open: row.status !== 'met',
    }
  })

const detailsOf = (school: SchoolToEdit): SettingsLine[] => [
  { key: 'Name', values: [school.name] },
  { key: 'URN', values: [school.urn] },
  { key: 'Local authority number', values: given(school.laCode) },
  { key: 'Establishment number', values: given(school.establishmentNumber) },
  {
    key: 'On the head of letters',
    values: orNone([school.postalAddress, school.phone, school.email].filter((value) => value !== null)),
  },
  {
    key: 'Information, Advice and Support Service',
    values: orNone([school.iassName, school.iassContact].filter((value) => value !== null)),
  },
]

const targetsOf = (school: SchoolToEdit): SettingsLine[] =>
  targets.map(({ name, label }) => {
    const own = school[name]
    const standard = countInWords(name, DEFAULT_TARGETS[name])
    return { key: label, values: [own === null ? `${standard} (the register’s default)` : countInWords(name, own)] }
  })

function calendarOf({ terms, closures }: Settings, today: Day): SettingsLine[] {
  const first = academicYearStart(today)
  const termsNow = terms.filter(({ to }) => to >= first)
  const closuresNow = closures.filter(({ on }) => on >= first)
  return [
    {
      key: 'Terms from this school year on',
      values: orNone(
        termsNow.map(({ name, from, to }) => `${name ?? 'A term'}: ${dayInWords(from)} to ${dayInWords(to)}`),
      ),
    },
    {
      key: 'Closed in term time',
      values: orNone(
        closuresNow.map(({ on, reason }) => (reason === null ? dayInWords(on) : `${dayInWords(on)}: ${reason}`)),
      ),
    },
  ]
}

const coreOfferOf = ({ school, strategies }: Settings): SettingsLine[] => [
  {
    key: 'Published on',
    values: [school.coreOfferPublishedOn === null ? 'Not published yet' : dayInWords(school.coreOfferPublishedOn)],
  },
  ...areas.map(({ area, words }) => ({
    key: words,
    values: orNone(
      strategies.filter((one) => one.area === area && one.offSince === null).map(({ strategy }) => strategy),
    ),
  })),
]

const servicesOf = ({ services }: Settings): SettingsLine[] =>
  services.length === 0
    ? [{ key: 'Services', values: [none] }]
    : services.map(({ service, referralRoute, contact }) => ({
        key: service,
        values: [referralRoute ?? 'No way to refer written down', ...(contact === null ? [] : [contact])],
      }))

const statementsOf = ({ statementsAsked }: Settings): SettingsLine[] =>
  statementsAsked === null
    ? [{ key: 'Statements', values: ['The register’s list, ten an area, until you change it'] }]
    : areas.map(({ area, words }) => ({
        key: words,
        values: [count(statementsAsked.get(area) ?? 0, 'statement', 'statements')],
      }))

const reviewsOf = ({ reviews }: Settings): SettingsLine[] =>
  reviews.length === 0
    ? [{ key: 'Reviews', values: [none] }]
    : reviews.slice(0, 3).map(({ heldOn, focus }) => ({ key: dayInWords(heldOn), values: given(focus) }))

const trainingsIn = ({ trainings }: Settings): SettingsLine[] =>
  trainings.length === 0
    ? [{ key: 'Training', values: [none] }]
    : trainings.slice(0, 3).map(({ heldOn, topic }) => ({ key: dayInWords(heldOn), values: [topic] }))

function peopleOf({ staff }: Settings, today: Day): SettingsLine[] {
  const here = staff.filter(({ startedOn, leftOn }) => startedOn <= today && (leftOn === null || leftOn >= today))
  const roles: readonly Role[] = ['senco', 'head', 'teacher', 'teachingAssistant', 'administrator']
  return roles.map((role) => {
    const ofRole = here.filter((one) => one.role === role)
    const signIn = ofRole.filter(({ userId }) => userId !== null).length
    const words =
      ofRole.length === 0 ? 'Nobody' : `${count(ofRole.length, 'person', 'people')}, ${signIn} with a sign-in`
    return { key: roleNames[role], values: [words] }
  })
}

function coverIn({ covers }: Settings, today: Day): SettingsLine[] {
  const words = (some: readonly CoverToEdit[]) =>
    some.map((cover) => `${cover.name} for ${cover.awayName}: ${daysInWords(cover, today)}`)
  const coming = words(covers.filter(({ from }) => from > today))
  const now = words(covers.filter((cover) => isNow(cover, today)))
  return [
    { key: 'Today', values: now.length === 0 ? ['Nobody'] : now },
    ...(coming.length === 0 ? [] : [{ key: 'Coming', values: coming }]),
  ]
}

/** The part about the SEN information report; an empty list for roles that may not read reports. */
const reportIn = ({ settings, role }: OverviewData): SettingsPart[] =>
  scopeOf(role, 'report:read') === null
    ? []
    : [
        {
          id: 'sen-information-report',
          title: 'SEN information report',
          lede: 'What the school publishes on its website each year (6.79).',
          change: { text: 'See and change', href: '/sen-information-report' },
          lines: [{ key: 'On the website', values: [settings.report.says] }],
        },
      ]

/** The overview of the school: its own steps, then every setting with its value. */
export function schoolOverviewPage(shows: OverviewData): SchoolOverviewPage {
  const { settings, today } = shows
  const { school, classes } = settings
  const part = (id: string, title: string, lede: string, text: string, lines: SettingsLine[]): SettingsPart => ({
    id,
    title,
    lede,
    change: { text, href: `/school/${id}` },
    lines,
  })
  return {
    title: 'School',
    heading: school.name,
    steps: stepsOf(shows),
    parts: [
      part('details', 'Details', '', 'Change', detailsOf(school)),
      part('letters', 'Letters', 'What letters to parents say before they are about anybody.', 'See and change', [
        { key: 'Letters', values: ['Seven kinds, each in your school’s words or in the register’s'] },
      ]),
      part(
        'targets',
        'Your school’s targets',
        'Your school’s own. Neither the law nor the Code sets a number.',
        'Change',
        targetsOf(school),
      ),
      part('terms', 'Terms and closures', 'Targets count school days by these.', 'Change', calendarOf(settings, today)),
      part('core-offer', 'Core offer', 'What is ordinarily available (6.40).', 'Change', coreOfferOf(settings)),
      part(
        'round-robin',
        'What staff are asked',
        'Statements to tick when you ask staff what they see of a pupil.',
        'Change',
        statementsOf(settings),
      ),
      part('services', 'Specialist services', 'How the school refers to each (6.38).', 'Change', servicesOf(settings)),
      part(
        'teaching-reviews',
        'Reviews of teaching',
        settings.reviews.length > 3 ? 'The latest three (6.37).' : 'For all pupils (6.37).',
        'Record or see all',
        reviewsOf(settings),
      ),
      part(
        'staff-training',
        'Training of staff',
        settings.trainings.length > 3 ? 'The latest three (6.37).' : 'In special educational needs (6.37).',
        'Record or see all',
        trainingsIn(settings),
      ),
      ...reportIn(shows),
      part('people', 'People', 'Who works here and who can sign in.', 'See and change', peopleOf(settings, today)),
      part('classes', 'Classes', 'Who teaches whom.', 'See and change', [
        { key: 'Classes', values: [classes.length === 0 ? none : classes.join(', ')] },
      ]),
      part('cover', 'Cover', 'Who stands in for whom.', 'See and change', coverIn(settings, today)),
    ],
  }
}
