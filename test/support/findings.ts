import type { RuleId } from '../../src/code-of-practice/catalogue.ts'
import { findingsOfPupils } from '../../src/findings/findings.ts'
import { type TestSchool, testToday } from './app.ts'

/** The pupil's current findings of one rule, in the order of their subjects. */
export const findingsOf = (ours: TestSchool, pupilId: string, rule: RuleId, asOf: string = testToday) =>
  ours.inSchool(async (tx) => {
    const { findings } = await findingsOfPupils(tx, { schoolId: ours.schoolId, asOf, pupilIds: [pupilId] })
    return (findings.get(pupilId) ?? []).filter((finding) => finding.rule === rule)
  })
