import { judgePupils } from '../../src/findings/judged.ts'
import { type TestSchool, testToday } from './app.ts'

/** The pupil's findings of one rule as they stand, in the subjects' order. */
export const findingsOf = (ours: TestSchool, pupilId: string, rule: string, asOf: string = testToday) =>
  ours.inSchool(async (tx) => {
    const { findings } = await judgePupils(tx, { schoolId: ours.schoolId, asOf, pupilIds: [pupilId] })
    return (findings.get(pupilId) ?? []).filter((finding) => finding.rule === rule)
  })
