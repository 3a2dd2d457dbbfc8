import { hasEhcPlan, prepareSchool, pupilAsOf, type SchoolAsOf } from './as-of.ts'
import { type Finding, pupilRules, ruleById, schoolRules } from './catalogue.ts'
import type { PupilRecord, SchoolRecord } from './record.ts'
import type { Explanation } from './rule.ts'

/** The findings about a school, in the catalogue's order. Make its argument with `prepareSchool(school, asOf)`. */
export const evaluateSchool = (school: SchoolAsOf): Finding[] => schoolRules.map((rule) => rule.find(school))

/** The findings about one pupil as of the school's day, in the catalogue's order; none if an EHC plan is in force. */
export const evaluatePupil = (pupil: PupilRecord, school: SchoolAsOf): Finding[] => {
  const findings: Finding[] = []
  if (hasEhcPlan(pupil, school.asOf)) return findings
  const asOf = pupilAsOf(pupil, school.asOf)
  for (const rule of pupilRules) rule.find(pupil.upn, asOf, school, findings)
  return findings
}

/** All findings of a valid record: those about the school, then those about each pupil. */
export const evaluate = (record: SchoolRecord): Finding[] => {
  const school = prepareSchool(record.school, record.asOf)
  const findings = evaluateSchool(school)
  for (const pupil of record.pupils) findings.push(...evaluatePupil(pupil, school))
  return findings
}

/**
 * Explains a finding: the facts that count, those that do not and why, and the step that puts it right.
 * @param subject the finding's subject
 * @param pupil null for a rule about the school
 * @returns null if the rule is unknown or does not apply
 */
export const explain = (
  ruleId: string,
  subject: string | null,
  pupil: PupilRecord | null,
  school: SchoolAsOf,
): Explanation | null => {
  const rule = ruleById(ruleId)
  if (rule === null) return null
  if (rule.scope === 'school') return rule.explain(school)
  if (pupil === null || hasEhcPlan(pupil, school.asOf)) return null
  return rule.explain(subject, pupilAsOf(pupil, school.asOf), school)
}
