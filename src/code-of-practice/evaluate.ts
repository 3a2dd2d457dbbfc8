import { hasEhcPlan, prepareSchool, pupilAsOf, type SchoolAsOf } from './as-of.ts'
import { pupilRules, ruleById, schoolRules } from './catalogue.ts'
import type { PupilRecord, SchoolRecord } from './record.ts'
import type { Explanation, Finding } from './rule.ts'

/** The findings about a school itself, in the catalogue's order. Prepare it once with `prepareSchool(school, asOf)`. */
export const judgeSchool = (school: SchoolAsOf): Finding[] => schoolRules.map((rule) => rule.find(school))

/** The findings about one pupil of a prepared school, as of its day, in the catalogue's order; none with an EHC plan. */
export const judgePupil = (pupil: PupilRecord, school: SchoolAsOf): Finding[] => {
  const findings: Finding[] = []
  if (hasEhcPlan(pupil, school.asOf)) return findings
  const asOf = pupilAsOf(pupil, school.asOf)
  for (const rule of pupilRules) rule.find(pupil.upn, asOf, school, findings)
  return findings
}

/** All findings of a record that keeps the contract: the school's, then each pupil's. */
export const evaluate = (record: SchoolRecord): Finding[] => {
  const school = prepareSchool(record.school, record.asOf)
  const findings = judgeSchool(school)
  for (const pupil of record.pupils) findings.push(...judgePupil(pupil, school))
  return findings
}

/**
 * What a finding was judged from, what is not counted and why, and the step that puts it right. Null where the rule does
 * not apply (or is unknown). `pupil` is null for a rule of the school.
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
