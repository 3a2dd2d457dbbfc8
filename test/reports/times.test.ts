import { describe, expect, test } from 'vitest'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import { evaluatePupil } from '../../src/code-of-practice/evaluate.ts'
import type { PupilRecord } from '../../src/code-of-practice/record.ts'
import { findingsOfPupil } from '../../src/findings/pupil-findings.ts'
import { median, stageTimes, timesOf } from '../../src/reports/times.ts'

/**
 * A school without terms: every day from Monday to Friday is a school day, so lengths can be checked with a calendar.
 */
const school = prepareSchool({ teachingReviews: [], specialistServices: [] }, '2026-11-24')

const nobody: PupilRecord = {
  upn: 'A1',
  dateOfBirth: '2018-05-03',
  concerns: [],
  meetings: [],
  decisions: [],
  notices: [],
  plans: [],
  professionals: [],
  staff: [],
  briefings: [],
  ehcConsiderations: [],
}

const took = (pupilId: string, record: PupilRecord) => ({
  pupilId,
  record,
  findings: findingsOfPupil({ pupilId, inSystem: 'N', record }, school).findings,
})

const legOf = (name: string, ...records: PupilRecord[]) => {
  const pupils = records.map((record, place) => took(`pupil ${place + 1}`, record))
  const times = pupils.map((pupil) => timesOf(pupil, school))
  const stage = stageTimes(times, school.targets).find((one) => one.name === name)
  return { taken: stage?.taken, waiting: stage?.waiting }
}

const concern = { id: 'c', raisedOn: '2026-11-02', raisedBy: 'staff' as const }
const discussion = {
  id: 'm',
  kind: 'earlyDiscussion' as const,
  heldOn: '2026-11-09',
  parentTookPart: true,
  pupilTookPart: true,
  outcomes: [],
}
const decision = { id: 'd', decidedOn: '2026-11-10', decision: 'senSupport' as const, higherNeed: false }
const plan = { id: 'p', agreedOn: '2026-11-16' }

describe('stageTimes', () => {
  test('stageTimes counts five school days from a concern on a Monday to a discussion on the next Monday', () => {
    expect(legOf('earlyDiscussion', { ...nobody, concerns: [concern], meetings: [discussion] })).toEqual({
      taken: [{ pupilId: 'pupil 1', days: 5 }],
      waiting: [],
    })
  })

  test('stageTimes counts a stage that is not complete as waiting until the day of the report', () => {
    expect(legOf('earlyDiscussion', { ...nobody, concerns: [concern] })).toEqual({
      taken: [],
      waiting: [{ pupilId: 'pupil 1', days: 16 }],
    })
  })

  test('stageTimes does not complete a stage by a discussion that does not count', () => {
    const alone = { ...discussion, parentTookPart: false }
    expect(legOf('earlyDiscussion', { ...nobody, concerns: [concern], meetings: [alone] }).taken).toEqual([])
  })

  test('stageTimes begins the stages to the letter and to the plan with the decision', () => {
    const record = {
      ...nobody,
      decisions: [decision],
      notices: [{ id: 'n', sentOn: '2026-11-12', addressee: 'parent' as const, method: 'post' }],
      plans: [plan],
    }
    expect(legOf('informParents', record).taken).toEqual([{ pupilId: 'pupil 1', days: 2 }])
    expect(legOf('plan', record).taken).toEqual([{ pupilId: 'pupil 1', days: 4 }])
  })

  test('stageTimes ends the briefing stage when the last member of staff has read the plan, counted from the day each joined', () => {
    const record = {
      ...nobody,
      decisions: [decision],
      plans: [plan],
      staff: [
        { id: 's1', from: '2026-09-01' },
        { id: 's2', from: '2026-11-18' },
      ],
      briefings: [
        { planId: 'p', staffId: 's1', acknowledgedOn: '2026-11-19' },
        { planId: 'p', staffId: 's2', acknowledgedOn: '2026-11-20' },
      ],
    }
    expect(legOf('briefStaff', record)).toEqual({ taken: [{ pupilId: 'pupil 1', days: 3 }], waiting: [] })
    const [first] = record.briefings
    const oneLeft = { ...record, briefings: first ? [first] : [] }
    expect(legOf('briefStaff', oneLeft)).toEqual({ taken: [], waiting: [{ pupilId: 'pupil 1', days: 4 }] })
  })

  test('stageTimes sorts times shortest first and leaves out stages that began over a year ago', () => {
    const old = { ...concern, raisedOn: '2025-11-24' }
    const quick = { ...discussion, heldOn: '2026-11-03' }
    const record = { ...nobody, concerns: [concern], meetings: [discussion] }
    const { taken } = legOf('earlyDiscussion', record, { ...record, meetings: [quick] }, { ...record, concerns: [old] })
    expect(taken).toEqual([
      { pupilId: 'pupil 2', days: 1 },
      { pupilId: 'pupil 1', days: 5 },
    ])
  })

  test('stageTimes calls a stage complete exactly when its rule is met', () => {
    const record = { ...nobody, concerns: [concern], meetings: [discussion] }
    const met = evaluatePupil(record, school).filter(
      ({ rule, status }) => rule === '6.39-early-discussion' && status === 'met',
    )
    expect(legOf('earlyDiscussion', record).taken).toHaveLength(met.length)
  })
})

test.each([
  [[], null],
  [[3], 3],
  [[1, 2], 1.5],
  [[1, 2, 9], 2],
])('the median of %j is %s', (ordered, expected) => {
  expect(median(ordered)).toBe(expected)
})
