import { expect, test } from 'vitest'
import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../src/code-of-practice/evaluate.ts'
import {
  type Assessment,
  type Concern,
  type Decision,
  type EhcConsideration,
  type Meeting,
  type Notice,
  type Plan,
  type PlanReview,
  type Professional,
  type PupilRecord,
  parseRecord,
  type SchoolFacts,
  type SchoolRecord,
  type StaffMember,
} from '../../src/code-of-practice/record.ts'
import type { Day } from '../../src/days/calendar.ts'

/*
 * Minimal facts of each kind, all on Monday 1 September 2025 in a school without terms. So 5 school days later is
 * 8 September, 10 is the 15th, 15 is the 22nd and 20 is the 29th. A test passes only the fields that it is about.
 */

export const MONDAY = '2025-09-01'

export const concern = (over: Partial<Concern> = {}): Concern => ({
  id: 'c1',
  raisedOn: MONDAY,
  raisedBy: 'staff',
  ...over,
})

export const meeting = (over: Partial<Meeting> = {}): Meeting => ({
  id: 'm1',
  kind: 'earlyDiscussion',
  heldOn: MONDAY,
  parentTookPart: true,
  pupilTookPart: true,
  outcomes: [],
  ...over,
})

export const decision = (over: Partial<Decision> = {}): Decision => ({
  id: 'd1',
  decidedOn: MONDAY,
  decision: 'senSupport',
  higherNeed: false,
  ...over,
})

export const notice = (over: Partial<Notice> = {}): Notice => ({
  id: 'n1',
  sentOn: MONDAY,
  addressee: 'parent',
  method: 'letter',
  ...over,
})

export const assessment = (over: Partial<Assessment> = {}): Assessment => ({
  assessedOn: MONDAY,
  teacher: 'Class teacher',
  senco: 'The SENCO',
  teacherAssessment: 'Knows more than the books show',
  progressAndAttainment: 'Flat for two terms',
  comparison: 'Most of the class write a paragraph alone',
  parentViews: 'Has words, cannot find them',
  pupilViews: 'I like to draw first',
  externalAdviceRelevant: false,
  ...over,
})

export const review = (over: Partial<PlanReview> = {}): PlanReview => ({
  heldOn: '2025-09-20',
  parentViews: 'Less afraid of maths',
  pupilViews: 'I like the games',
  impact: 'Adds within 10 at once',
  decision: 'continue',
  ...over,
})

export const plan = (over: Partial<Plan> = {}): Plan => ({ id: 'pl1', agreedOn: MONDAY, ...over })

export const professional = (over: Partial<Professional> = {}): Professional => ({
  id: 'p1',
  service: 'Speech and language therapy',
  alreadyWorkingWithSchool: false,
  ...over,
})

export const staffMember = (over: Partial<StaffMember> = {}): StaffMember => ({ id: 's1', from: '2025-07-01', ...over })

export const consideration = (over: Partial<EhcConsideration> = {}): EhcConsideration => ({
  id: 'e1',
  consideredOn: MONDAY,
  outcome: 'noRequest',
  reasons: [],
  ...over,
})

export const pupil = (over: Partial<PupilRecord> = {}): PupilRecord => ({
  upn: 'B801200005001',
  dateOfBirth: '2015-03-09',
  concerns: [],
  meetings: [],
  decisions: [],
  notices: [],
  plans: [],
  professionals: [],
  staff: [],
  briefings: [],
  ehcConsiderations: [],
  ...over,
})

export const school = (over: Partial<SchoolFacts> = {}): SchoolFacts => ({
  teachingReviews: [],
  specialistServices: [],
  ...over,
})

export const record = (over: Partial<SchoolRecord> = {}): SchoolRecord => ({
  asOf: '2025-10-01',
  school: school(),
  pupils: [],
  ...over,
})

/** A finding as one line: `c1 met 2025-09-22 late`. `-` means no subject; the due day is left out if there is none. */
export const line = ({ subject, status, dueOn, late }: Finding): string =>
  [subject ?? '-', status, dueOn, late ? 'late' : null].filter((part) => part !== null).join(' ')

/**
 * One case of a rule: the test's name, the record (default: as of 1 October 2025), and the rule's findings as lines.
 */
export type Row = readonly [
  about: string,
  given: { readonly asOf?: Day; readonly school?: Partial<SchoolFacts>; readonly pupil?: Partial<PupilRecord> },
  findings: readonly string[],
]

/** Makes one test for each row: judges it as a whole, valid record and compares the findings of one rule. */
export const ruleTable = (ruleId: string, rows: readonly Row[]): void => {
  test.each(rows)(`${ruleId}: %s`, (_about, given, findings) => {
    const judged = record({
      asOf: given.asOf ?? '2025-10-01',
      school: school(given.school),
      pupils: given.pupil === undefined ? [] : [pupil(given.pupil)],
    })
    expect(parseRecord(judged)).toEqual({ kept: true, record: judged })
    const found = evaluate(judged).filter((finding) => finding.rule === ruleId)
    expect(found.map(line)).toEqual(findings)
  })
}
