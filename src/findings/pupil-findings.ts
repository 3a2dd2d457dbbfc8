import { hasEhcPlan, pupilAsOf, type SchoolAsOf } from '../code-of-practice/as-of.ts'
import type { Finding } from '../code-of-practice/catalogue.ts'
import { ruleById } from '../code-of-practice/catalogue.ts'
import { evaluatePupil, evaluateSchool } from '../code-of-practice/evaluate.ts'
import type { Explanation, Step } from '../code-of-practice/rule.ts'
import type { Day } from '../days/calendar.ts'
import type { LoadedPupil } from './load.ts'
import { type RegisterEntry, registerEntryOf } from './register-status.ts'

/** A finding as the contract defines it, with what a page needs to show it and to link to its form. */
export interface FindingWithStep extends Finding {
  /** The day the step was done; null when it is not done or its rule names no day. */
  readonly doneOn: Day | null
  readonly step: Step
}

/** One pupil's findings and register status as of a day. */
export interface PupilFindings {
  readonly pupilId: string
  /** In the catalogue's order. Empty when an Education, Health and Care plan is in force. */
  readonly findings: readonly FindingWithStep[]
  readonly registerEntry: RegisterEntry
}

/** A school as of a day: its own findings, and the facts that the rules use for its pupils. */
export interface SchoolFindings {
  readonly school: SchoolAsOf
  readonly findings: readonly FindingWithStep[]
}

const withStep = (finding: Finding, reasons: Explanation | null): FindingWithStep => {
  if (reasons === null) throw new Error(`${finding.rule} has a finding and no reasons.`)
  return { ...finding, doneOn: reasons.doneOn, step: reasons.step }
}

/** The school's own findings, with the prepared school that they were computed from. */
export function findingsOfSchool(school: SchoolAsOf): SchoolFindings {
  const findings = evaluateSchool(school).map((finding) => {
    const rule = ruleById(finding.rule)
    return withStep(finding, rule?.scope === 'school' ? rule.explain(school) : null)
  })
  return { school, findings }
}

/** Judges one loaded pupil as of the prepared school's day. */
export function findingsOfPupil({ pupilId, inSystem, record }: LoadedPupil, school: SchoolAsOf): PupilFindings {
  const registerEntry = registerEntryOf(record, inSystem, school.asOf)
  if (hasEhcPlan(record, school.asOf)) return { pupilId, findings: [], registerEntry }
  const pupil = pupilAsOf(record, school.asOf)
  const findings = evaluatePupil(record, school).map((finding) => {
    const rule = ruleById(finding.rule)
    return withStep(finding, rule?.scope === 'pupil' ? rule.explain(finding.subject, pupil, school) : null)
  })
  return { pupilId, findings, registerEntry }
}
