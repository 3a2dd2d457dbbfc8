import { expect, test } from 'vitest'
import { cachedPupil, cachePupil, evictFindings, findingsEntryFor } from '../../src/findings/findings-cache.ts'
import type { FindingWithStep, PupilFindings } from '../../src/findings/pupil-findings.ts'

const finding: FindingWithStep = {
  pupil: 'B801200005001',
  rule: '6.40-decision',
  subject: null,
  status: 'missing',
  dueOn: null,
  late: false,
  doneOn: null,
  step: 'decide',
}

const pupilFindings = (pupilId: string, findings: number): PupilFindings => ({
  pupilId,
  findings: Array.from({ length: findings }, () => finding),
  registerEntry: {
    status: 'none',
    since: null,
    flag: '',
    nextReviewOn: null,
    currentPlanId: null,
    earlyDiscussionId: null,
  },
})

test('the findings cache misses a pupil once the version of their record or of their school has changed', () => {
  const entry = findingsEntryFor('versions', 1)
  cachePupil(entry, 7, pupilFindings('amir', 1))
  expect(cachedPupil(findingsEntryFor('versions', 1), 'amir', 7)?.pupilId).toBe('amir')
  expect(cachedPupil(findingsEntryFor('versions', 1), 'amir', 8)).toBeNull()
  expect(cachedPupil(findingsEntryFor('versions', 2), 'amir', 7)).toBeNull()
  expect(cachedPupil(findingsEntryFor('versions', 1), 'amir', 7)).toBeNull()
})

test('evictFindings drops the least recently used entries first, and only as many as needed', () => {
  const third = 200_000
  for (const key of ['first', 'second']) cachePupil(findingsEntryFor(key, 1), 1, pupilFindings('amir', third))
  findingsEntryFor('first', 1)
  cachePupil(findingsEntryFor('third', 1), 1, pupilFindings('amir', third))
  evictFindings()
  const isKept = (key: string) => cachedPupil(findingsEntryFor(key, 1), 'amir', 1) !== null
  expect(['first', 'second', 'third'].map(isKept)).toEqual([true, false, true])
})

test('the findings cache counts a re-cached pupil once and keeps the entry in use, however large it is', () => {
  const entry = findingsEntryFor('heavy', 1)
  for (let version = 1; version <= 5; version++) cachePupil(entry, version, pupilFindings('amir', 300_000))
  expect(entry.weight).toBeLessThan(301_000)
  cachePupil(entry, 1, pupilFindings('ben', 300_000))
  evictFindings()
  expect(cachedPupil(findingsEntryFor('heavy', 1), 'ben', 1)).not.toBeNull()
})
