import { pupilRules, type RuleId } from '../../code-of-practice/catalogue.ts'
import { checklistRow } from '../../findings/checklist.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { yearInWords } from '../../ui/formats/words.ts'
import { filtersInWords, type ReportFilters, reportHref } from '../report-filters.ts'
import { type FigureName, figureNames, figuresByRule, figureWords, isCounted, leftOutInWords } from '../rule-figures.ts'

type FigurePage = {
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

/** The page that lists the pupils behind one figure of the report; null if no rule about pupils has this id. */
export function figurePage(
  pupils: readonly RegisterPupilWithFindings[],
  ruleId: RuleId,
  figure: FigureName,
  { filters, subjectOf }: { filters: ReportFilters; subjectOf: (pupilId: string, subject: string | null) => string },
): FigurePage | null {
  const line = figuresByRule(pupils).find(({ rule }) => rule.id === ruleId)
  if (!line) return null
  const { rule, figures } = line
  const rows = pupils.flatMap((pupil) =>
    pupil.pupilFindings.findings
      .filter((finding) => finding.rule === ruleId && isCounted(finding, figure))
      .map((finding) => {
        const row = checklistRow(finding, pupil.context)
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
    back: { text: 'Report', href: reportHref('/report', filters) },
    asOf: filters.day.words,
    heading: `${[rule.paragraph, ...(rule.alsoIn ?? [])].join('/')} ${rule.title}`,
    asks: rule.asks,
    levelWords: rule.level === 'must' ? `The law (${rule.law}):` : 'The Code says:',
    counted: `${figure === 'late' ? 'Done late' : figureWords[figure]}: ${rows.length} of ${figures.applies}, as of ${filters.day.words}, ${filtersInWords(filters)}`,
    choices: figureNames.map((name) => ({
      text: `${name === 'late' ? 'Done late' : figureWords[name]} (${figures[name]})`,
      href: reportHref(`/report/${rule.id}`, filters, { status: name }),
      current: name === figure,
    })),
    rows,
    leftOut: leftOutInWords(pupils),
  }
}

/** The figure that the URL asks for; `applies` if the URL names no figure or an unknown one. */
export const figureParam = (status: string): FigureName => figureNames.find((name) => name === status) ?? 'applies'

/** Whether an id from a URL is the id of a rule about pupils. */
export const isRuleOfPupils = (ruleId: string): ruleId is RuleId => pupilRules.some(({ id }) => id === ruleId)
