import { pupilRules } from '../code-of-practice/catalogue.ts'
import { EDITION } from '../code-of-practice/edition.ts'
import { type ChecklistRow, checklistRow, type Shown } from '../record/checklist.ts'
import type { JudgedFinding } from '../record/judge.ts'
import { classOf, nameOf, type OnRegister } from '../record/register-pupils.ts'
import type { AskedDay } from '../web/asked-day.ts'
import type { Link, StepStatus } from '../web/component-options.ts'
import { type CsvCell, writeCsv } from '../web/csv.ts'
import { yearInWords } from '../web/words.ts'
import { compliance, type FigureName, figureNames, isCounted, isOpen, leftOut, type RuleFigures } from './compliance.ts'
import { type ClassLines, classesOf } from './open-steps.ts'
import { firstQuestion } from './question.ts'

export const figureWords: Readonly<Record<FigureName, string>> = {
  applies: 'Applies',
  met: 'Done',
  late: 'of it late',
  upcoming: 'Due',
  missing: 'Missing',
  breached: 'Not in line',
}

type Cell = { value: string; href: string }
export type RuleLine = { paragraph: string; title: string; share: { value: number; of: number }; cells: Cell[] }
export type ReportPage = {
  title: string
  heading: string
  asOf: string
  asOfDay: string
  today: string
  fault: string
  edition: string
  summary: string
  question: string
  musts: RuleLine[]
  shoulds: RuleLine[]
  figureHeads: string[]
  leftOut: string[]
  school: ChecklistRow[]
  classes: readonly ClassLines[]
  csvHref: string
  pupilsCsvHref: string
}

export type Judged = { pupils: readonly OnRegister[]; schoolFindings: readonly JudgedFinding[] }
type Asked = { asked: AskedDay; today: string; schoolShown: Shown }

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

const dayQuery = ({ asked, today }: Pick<Asked, 'asked' | 'today'>): string =>
  asked.asOf === today ? '' : `asOf=${asked.asOf}`
const address = (path: string, ...parameters: string[]): string => {
  const query = parameters.filter(Boolean).join('&')
  return query === '' ? path : `${path}?${query}`
}

/** The compliance report of the whole school as of a day. Every figure leads to the pupils behind it. */
export function reportPage({ pupils, schoolFindings }: Judged, asked: Asked): ReportPage {
  const figures = compliance(pupils)
  const lines = (level: 'must' | 'should') =>
    figures.filter(({ rule }) => rule.level === level).map((line) => ruleLine(line, asked))
  const day = dayQuery(asked)
  return {
    title: 'SEN Support: the steps of the Code of Practice',
    heading: 'SEN Support: the steps of the Code of Practice',
    asOf: asked.asked.words,
    asOfDay: asked.asked.asOf,
    today: asked.today,
    fault: asked.asked.fault,
    edition: EDITION,
    summary: summaryOf(pupils, figures),
    question: firstQuestion(pupils),
    musts: lines('must'),
    shoulds: lines('should'),
    figureHeads: figureNames.map((name) => figureWords[name]),
    leftOut: leftOutInWords(pupils),
    school: schoolFindings.map((finding) => checklistRow(finding, asked.schoolShown)),
    classes: classesOf(pupils),
    csvHref: address('/report.csv', day),
    pupilsCsvHref: address('/report/pupils.csv', day),
  }
}

function ruleLine({ rule, figures }: RuleFigures, asked: Asked): RuleLine {
  return {
    paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join('/'),
    title: rule.title,
    share: { value: figures.met, of: figures.applies },
    cells: figureNames.map((name) => ({
      value: figures[name] === 0 ? '–' : String(figures[name]),
      href: figures[name] === 0 ? '' : address(`/report/${rule.id}`, `status=${name}`, dayQuery(asked)),
    })),
  }
}

const sum = (
  figures: readonly RuleFigures[],
  level: 'must' | 'should',
  names: readonly ('missing' | 'breached')[],
): number =>
  figures
    .filter(({ rule }) => rule.level === level)
    .reduce((total, line) => total + names.reduce((of, name) => of + line.figures[name], 0), 0)

function summaryOf(pupils: readonly OnRegister[], figures: readonly RuleFigures[]): string {
  const judged = pupils.filter(({ judged: { findings } }) => findings.length > 0).length
  const musts = sum(figures, 'must', ['missing', 'breached'])
  const law =
    musts === 0
      ? 'Nothing that the law requires is missing.'
      : `${count(musts, 'thing that the law requires is', 'things that the law requires are')} missing or not in line with it.`
  const shoulds = sum(figures, 'should', ['missing', 'breached'])
  const code =
    shoulds === 0
      ? 'Nothing that the Code asks for is missing.'
      : `${count(shoulds, 'step', 'steps')} of the Code’s guidance ${shoulds === 1 ? 'is' : 'are'} missing.`
  return `${count(judged, 'pupil', 'pupils')} judged. ${law} ${code}`
}

function leftOutInWords(pupils: readonly OnRegister[]): string[] {
  const { ehcPlans, notRecorded } = leftOut(pupils)
  return [
    ...(ehcPlans > 0
      ? [
          `${count(ehcPlans, 'pupil has', 'pupils have')} an Education, Health and Care plan in force and ${ehcPlans === 1 ? 'is' : 'are'} left out: these paragraphs are for pupils without one.`,
        ]
      : []),
    ...(notRecorded > 0
      ? [
          `${count(notRecorded, 'pupil is', 'pupils are')} on SEN Support in the school’s system, but no decision is recorded here: without it most steps cannot be judged.`,
        ]
      : []),
    'Pupils of whom no concern, meeting or decision is recorded have no step to judge.',
    'Figures count steps, not pupils: a pupil with two concerns counts twice at “Early discussion”.',
  ]
}

/** The report's figures as a file. */
export const figuresCsv = (pupils: readonly OnRegister[]): string =>
  writeCsv(
    ['Paragraph', 'Level', 'Step', ...figureNames.map((name) => (name === 'late' ? 'Done late' : figureWords[name]))],
    compliance(pupils).map(({ rule, figures }): CsvCell[] => [
      rule.paragraph,
      rule.level,
      rule.title,
      ...figureNames.map((name) => figures[name]),
    ]),
  )

/** Every step that is missing or not in line, pupil by pupil, as a file. */
export const pupilsCsv = (pupils: readonly OnRegister[]): string =>
  writeCsv(
    ['Pupil', 'UPN', 'Year', 'Class', 'Paragraph', 'Level', 'Step', 'Status', 'Due', 'Reason given'],
    pupils.flatMap((pupil) =>
      pupil.judged.findings.filter(isOpen).map((finding): CsvCell[] => {
        const row = checklistRow(finding, pupil.shown)
        return [
          nameOf(pupil),
          pupil.upn,
          pupil.yearGroup,
          classOf(pupil),
          row.paragraph,
          row.level,
          row.title,
          row.word,
          row.dueOn,
          row.reason,
        ]
      }),
    ),
  )

export type FigurePage = {
  title: string
  back: Link
  asOf: string
  heading: string
  asks: string
  levelWords: string
  counted: string
  choices: { text: string; href: string; current: boolean }[]
  rows: {
    name: string
    href: string
    about: string
    subject: string
    status: StepStatus
    word: string
    reasonHref: string
    reason: string
  }[]
  leftOut: string[]
}

/** The pupils behind one figure of the report; null where there is no such rule. */
export function figurePage(
  pupils: readonly OnRegister[],
  ruleId: string,
  figure: FigureName,
  {
    asked,
    today,
    subjectOf,
  }: { asked: AskedDay; today: string; subjectOf: (pupilId: string, subject: string | null) => string },
): FigurePage | null {
  const line = compliance(pupils).find(({ rule }) => rule.id === ruleId)
  if (!line) return null
  const { rule, figures } = line
  const day = dayQuery({ asked, today })
  const rows = pupils.flatMap((pupil) =>
    pupil.judged.findings
      .filter((finding) => finding.rule === ruleId && isCounted(finding, figure))
      .map((finding) => {
        const row = checklistRow(finding, pupil.shown)
        const about = [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · ')
        return {
          name: nameOf(pupil),
          href: `/pupils/${pupil.pupilId}`,
          about,
          subject: subjectOf(pupil.pupilId, finding.subject),
          status: row.status,
          word: row.word,
          reasonHref: row.reasonHref,
          reason: row.reason,
        }
      }),
  )
  return {
    title: `${rule.paragraph} ${rule.title}`,
    back: { text: 'Report', href: address('/report', day) },
    asOf: asked.words,
    heading: `${[rule.paragraph, ...(rule.alsoIn ?? [])].join('/')} ${rule.title}`,
    asks: rule.asks,
    levelWords: rule.level === 'must' ? `The law (${rule.law}):` : 'The Code says:',
    counted: `${figure === 'late' ? 'Done late' : figureWords[figure]}: ${rows.length} of ${figures.applies}, as of ${asked.words}`,
    choices: figureNames.map((name) => ({
      text: `${name === 'late' ? 'Done late' : figureWords[name]} (${figures[name]})`,
      href: address(`/report/${rule.id}`, `status=${name}`, day),
      current: name === figure,
    })),
    rows,
    leftOut: leftOutInWords(pupils),
  }
}

/** The figure that an address asks for; all to whom the rule applies where it names none. */
export const figureAsked = (status: string): FigureName => figureNames.find((name) => name === status) ?? 'applies'

export const isRuleOfPupils = (ruleId: string): boolean => pupilRules.some(({ id }) => id === ruleId)
