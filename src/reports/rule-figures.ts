import { pupilRules, type RuleId } from '../code-of-practice/catalogue.ts'
import type { PupilRule } from '../code-of-practice/rule.ts'
import { memoiseByObject } from '../findings/memoise-by-object.ts'
import type { FindingWithStep } from '../findings/pupil-findings.ts'
import type { RegisterPupilWithFindings } from '../findings/register-pupils.ts'

/** The columns of the report. `late` is part of `met`. */
export const figureNames = ['applies', 'met', 'late', 'upcoming', 'missing', 'breached'] as const
export type FigureName = (typeof figureNames)[number]
type Figures = Readonly<Record<FigureName, number>>

/** The headings of the report's columns. */
export const figureWords: Readonly<Record<FigureName, string>> = {
  applies: 'Applies',
  met: 'Done',
  late: 'of it late',
  upcoming: 'Due',
  missing: 'Missing',
  breached: 'Not in line',
}

/** A rule, with how often it applies and how many of its findings are done, due, missing or breached. */
export type RuleFigures = { rule: PupilRule<RuleId>; figures: Figures }

/** Whether a finding is counted in a column of the report. */
export function isCounted(finding: Pick<FindingWithStep, 'status' | 'late'>, figure: FigureName): boolean {
  if (figure === 'applies') return true
  return figure === 'late' ? finding.late : finding.status === figure
}

/**
 * Counts the findings of these pupils for each rule, in the catalogue's order. They are the same findings that the
 * rules command prints.
 */
export const figuresByRule = memoiseByObject((pupils: readonly RegisterPupilWithFindings[]): readonly RuleFigures[] => {
  const counted = new Map<RuleId, Record<FigureName, number>>(
    pupilRules.map((rule) => [rule.id, { applies: 0, met: 0, late: 0, upcoming: 0, missing: 0, breached: 0 }]),
  )
  for (const { pupilFindings } of pupils) {
    for (const finding of pupilFindings.findings) {
      const figures = counted.get(finding.rule)
      if (!figures) continue
      figures.applies += 1
      figures[finding.status] += 1
      if (finding.late) figures.late += 1
    }
  }
  return pupilRules.flatMap((rule) => {
    const figures = counted.get(rule.id)
    return figures ? [{ rule, figures }] : []
  })
})

/** How many pupils the figures leave out, and why. */
type LeftOutCounts = {
  /** Pupils with an Education, Health and Care plan in force, to whom the rules do not apply. */
  ehcPlans: number
  /**
   * Pupils who are on SEN Support in the school's information system, but no decision is recorded, so the steps cannot
   * be judged.
   */
  notRecorded: number
}

function pupilsLeftOut(pupils: readonly RegisterPupilWithFindings[]): LeftOutCounts {
  return {
    ehcPlans: pupils.filter(
      ({ pupilFindings }) => pupilFindings.registerEntry.status === 'ehcPlan' && pupilFindings.findings.length === 0,
    ).length,
    notRecorded: pupils.filter(
      ({ pupilFindings }) =>
        pupilFindings.registerEntry.status === 'senSupport' && pupilFindings.registerEntry.since === null,
    ).length,
  }
}

export const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** Explains who is left out of the figures and how to read them, one sentence each. */
export function leftOutInWords(pupils: readonly RegisterPupilWithFindings[]): string[] {
  const { ehcPlans, notRecorded } = pupilsLeftOut(pupils)
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

/**
 * The share done of what has fallen due, in whole per cent. It is 100 only when everything is done. `due` is at least
 * 1.
 */
export const inWholePercent = (done: number, due: number): number =>
  done < due ? Math.min(99, Math.round((done / due) * 100)) : 100

export const isOpen = ({ status }: Pick<FindingWithStep, 'status'>): boolean =>
  status === 'missing' || status === 'breached'
