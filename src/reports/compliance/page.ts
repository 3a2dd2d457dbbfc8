import { EDITION } from '../../code-of-practice/edition.ts'
import { type ChecklistRow, checklistRow, type FindingsContext } from '../../findings/checklist.ts'
import type { FindingWithStep } from '../../findings/pupil-findings.ts'
import type { RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { type ClassLines, classesOf } from '../open-steps.ts'
import { questionForSenco } from '../question-for-senco.ts'
import {
  type FilterPanel,
  filterPanel,
  filtersInWords,
  type ReportFilters,
  reportHref,
  reportPages,
  type SchoolPupils,
} from '../report-filters.ts'
import { count, figureNames, figuresByRule, figureWords, leftOutInWords, type RuleFigures } from '../rule-figures.ts'
import { type MonthlyCounts, type Trend, trendsOf, yearInTwoSentences } from '../year.ts'

type LinkedValue = { value: string; href: string }
type RuleLine = {
  paragraph: string
  title: string
  share: { value: number; of: number }
  trend: Trend
  cells: LinkedValue[]
}
type ReportPage = {
  title: string
  heading: string
  asOf: string
  about: string
  fault: string
  pages: ReturnType<typeof reportPages>
  filters: FilterPanel
  edition: string
  summary: string
  overTheYear: string
  yearHref: string
  question: string
  musts: RuleLine[]
  shoulds: RuleLine[]
  figureHeads: string[]
  leftOut: string[]
  school: ChecklistRow[]
  classes: readonly ClassLines[]
  csvHref: string
  pupilsCsvHref: string
  xlsxHref: string
}

type ReportFindings = {
  schoolPupils: SchoolPupils
  /** The pupils that match the report's filters. */
  filteredPupils: readonly RegisterPupilWithFindings[]
  schoolFindings: readonly FindingWithStep[]
  year: readonly MonthlyCounts[]
}

/**
 * The compliance report as of a day, for the whole school or the filtered pupils. Every figure links to the pupils
 * behind it.
 */
export function reportPage(report: ReportFindings, filters: ReportFilters, schoolShown: FindingsContext): ReportPage {
  const { schoolPupils, filteredPupils: pupils, schoolFindings, year } = report
  const figures = figuresByRule(pupils)
  const trends = trendsOf(year)
  const allLines = figures.map((line, place) => ruleLine(line, trends[place] ?? noTrend, filters))
  const lines = (level: 'must' | 'should') => allLines.filter((_line, place) => figures[place]?.rule.level === level)
  return {
    title: 'SEN Support: the steps of the Code of Practice',
    heading: 'SEN Support: the steps of the Code of Practice',
    asOf: filters.day.words,
    about: filtersInWords(filters),
    fault: filters.day.fault,
    pages: reportPages('/report', filters),
    filters: filterPanel('/report', schoolPupils, filters),
    edition: EDITION,
    summary: summaryOf(pupils, figures),
    overTheYear: yearInTwoSentences(year),
    yearHref: reportHref('/report/over-time', filters),
    question: questionForSenco(pupils),
    musts: lines('must'),
    shoulds: lines('should'),
    figureHeads: figureNames.map((name) => figureWords[name]),
    leftOut: leftOutInWords(pupils),
    school: schoolFindings.map((finding) => checklistRow(finding, schoolShown)),
    classes: classesOf(pupils),
    csvHref: reportHref('/report.csv', filters),
    pupilsCsvHref: reportHref('/report/pupils.csv', filters),
    xlsxHref: reportHref('/report.xlsx', filters),
  }
}

const noTrend: Trend = { path: '', end: null, words: '', fromTo: '' }

function ruleLine({ rule, figures }: RuleFigures, trend: Trend, filters: ReportFilters): RuleLine {
  return {
    paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join('/'),
    title: rule.title,
    share: { value: figures.met, of: figures.applies },
    trend,
    cells: figureNames.map((name) => ({
      value: figures[name] === 0 ? '–' : String(figures[name]),
      href: figures[name] === 0 ? '' : reportHref(`/report/${rule.id}`, filters, { status: name }),
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

function summaryOf(pupils: readonly RegisterPupilWithFindings[], figures: readonly RuleFigures[]): string {
  const judged = pupils.filter(({ pupilFindings: { findings } }) => findings.length > 0).length
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
