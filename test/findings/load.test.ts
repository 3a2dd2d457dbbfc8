import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { parseRecord } from '../../src/code-of-practice/record.ts'
import { loadPupils, loadRecord, loadSchool } from '../../src/findings/load.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import { testDatabase } from '../support/database.ts'
import { type ASchool, aSchool, wholeWay } from './a-school.ts'
import { anyInsert, insertRow, perform } from './writes.ts'

const { db, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
afterAll(() => admin.end())

const asOf = '2026-03-02'
const reading = <T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inSchool(db, { schoolId, actorId: null, requestId: 'test' }, work, { readOnly: true })

const loadOne = async ({ schoolId }: ASchool, pupilId: string, day = asOf) => {
  const [loaded] = await reading(schoolId, (tx) => loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: day }))
  if (loaded === undefined) throw new Error('The pupil is not there.')
  return loaded.record
}

test('every field of a pupil’s record is loaded from its column', async () => {
  const school = await aSchool(admin)
  const [pupilId = ''] = school.pupilIds
  await wholeWay(admin, school, pupilId)
  const words = 'As it should be'
  const on = '2026-01-05'
  const id = expect.any(String)
  const { staffIds } = school
  const record = await loadOne(school, pupilId)
  expect(record).toEqual({
    upn: `${school.schoolId} 0`,
    dateOfBirth: '2018-05-03',
    concerns: [{ id, raisedOn: on, raisedBy: 'staff', universalStrategies: words }],
    meetings: [
      {
        id,
        kind: 'earlyDiscussion',
        heldOn: on,
        parentTookPart: true,
        pupilTookPart: true,
        strengthsAndDifficulties: words,
        parentConcerns: words,
        outcomes: [words],
        nextSteps: words,
        noteFiledOn: on,
        noteGivenToParentsOn: on,
        iassExplainedOn: on,
      },
    ],
    decisions: [
      {
        id,
        decidedOn: on,
        decision: 'senSupport',
        teacher: words,
        senco: words,
        evidence: words,
        higherNeed: true,
        explainedToParentsOn: on,
        recordedOn: on,
        reviewOn: '2026-04-20',
        roles: { parent: words, pupil: words, staff: words },
      },
    ],
    notices: [{ id, sentOn: on, addressee: 'parent', method: 'letter' }],
    plans: [
      {
        id,
        agreedOn: on,
        teacher: words,
        senco: words,
        parentConsultedOn: on,
        pupilConsultedOn: on,
        support: words,
        expectedImpact: words,
        reviewOn: '2026-03-03',
        startedOn: on,
        recordedOnInformationSystemOn: on,
        assessment: {
          assessedOn: on,
          teacher: words,
          senco: words,
          teacherAssessment: words,
          progressAndAttainment: words,
          comparison: words,
          parentViews: words,
          pupilViews: words,
          externalAdviceRelevant: false,
        },
        review: { heldOn: asOf, parentViews: words, pupilViews: words, impact: words, decision: 'continue' },
      },
    ],
    professionals: [
      {
        id,
        service: 'Speech and language',
        alreadyWorkingWithSchool: false,
        agreement: { answer: 'agreed', on, by: '' },
        contactedOn: '2026-02-23',
      },
    ],
    staff: [{ id: staffIds[1], from: '2025-09-01' }],
    briefings: [
      { planId: id, staffId: staffIds[0], sharedOn: on, acknowledgedOn: on },
      { planId: id, staffId: staffIds[1], sharedOn: on, acknowledgedOn: on },
    ],
    ehcConsiderations: [{ id, consideredOn: asOf, outcome: 'noRequest', reasons: ['needsMetBySenSupport'] }],
  })
})

test('loading keeps a declined view as an answer, joins provisions of a kind, and skips undated agreements', async () => {
  const school = await aSchool(admin)
  const [pupilId = ''] = school.pupilIds
  const add = (name: Parameters<typeof insertRow>[2], row: Record<string, unknown>) =>
    insertRow(admin, school.schoolId, name, { pupilId, ...row })
  const meetingId = await add('Meeting', { kind: 'other', heldOn: asOf, parentTookPart: true, pupilTookPart: false })
  await add('View:meeting', { meetingId, speaker: 'parent', declined: true })
  await add('View:meeting', { meetingId, speaker: 'pupil', words: 'Not the parent’s' })
  await add('Outcome:meeting', { meetingId, position: 2, outcome: 'Second' })
  await add('Outcome:meeting', { meetingId, position: 1, outcome: 'First' })
  const planId = await add('Plan', { agreedOn: asOf })
  await add('Provision', { planId, kind: 'intervention', position: 2, what: 'Twice a week' })
  await add('Provision', { planId, kind: 'intervention', position: 1, what: 'In a small group' })
  await add('Provision', { planId, kind: 'helps', position: 1, what: 'A seat at the front' })
  await add('Professional', { service: 'Hearing', agreementAnswer: 'agreed' })
  const { meetings, plans, professionals } = await loadOne(school, pupilId)
  expect(meetings).toMatchObject([{ parentConcerns: 'Declined to give a view', outcomes: ['First', 'Second'] }])
  expect(plans[0]).toEqual({ id: planId, agreedOn: asOf, interventions: 'In a small group\nTwice a week' })
  expect(professionals).toEqual([{ id: expect.any(String), service: 'Hearing', alreadyWorkingWithSchool: false }])
})

test('each list in a loaded record is in the order in which its entries were made, not of their days', async () => {
  const school = await aSchool(admin)
  const [pupilId = ''] = school.pupilIds
  const at = (minute: number) => `2026-03-02T10:0${minute}:00Z`
  const add = (method: string, minute: number, sentOn: string) =>
    insertRow(admin, school.schoolId, 'Notice', { pupilId, addressee: 'parent', method, sentOn, createdAt: at(minute) })
  await add('third', 3, '2026-01-05')
  await add('first', 1, '2026-03-02')
  await add('second', 2, '2026-03-02')
  await add('also third', 3, '2025-01-06')
  const { notices } = await loadOne(school, pupilId)
  expect(notices.map(({ method }) => method)).toEqual(['first', 'second', 'third', 'also third'])
})

test('the school in a loaded record has its own targets only, its days in order, and overlapping terms merged', async () => {
  const { schoolId } = await aSchool(admin)
  await admin.query(`update "School" set "earlyDiscussion" = 0, "coreOfferPublishedOn" = '2025-09-01' where id = $1`, [
    schoolId,
  ])
  for (const [from, to] of [
    ['2026-01-05', '2026-02-13'],
    ['2025-09-01', '2025-10-24'],
    ['2025-10-20', '2025-12-19'],
    ['2025-11-03', '2025-11-28'],
  ]) {
    await insertRow(admin, schoolId, 'Term', { from, to })
  }
  for (const on of ['2026-01-09', '2025-09-12']) await insertRow(admin, schoolId, 'Closure', { on })
  await insertRow(admin, schoolId, 'TeachingReview', { heldOn: '2025-11-03', focus: 'Reading' })
  await insertRow(admin, schoolId, 'SpecialistService', { service: 'Hearing', position: 2 })
  await insertRow(admin, schoolId, 'SpecialistService', { service: 'Vision', position: 1, referralRoute: 'By post' })
  expect(await reading(schoolId, (tx) => loadSchool(tx, schoolId))).toEqual({
    targets: { earlyDiscussion: 0 },
    terms: [
      { from: '2025-09-01', to: '2025-12-19' },
      { from: '2026-01-05', to: '2026-02-13' },
    ],
    closures: ['2025-09-12', '2026-01-09'],
    teachingReviews: [{ heldOn: '2025-11-03', focus: 'Reading' }],
    coreOffer: { publishedOn: '2025-09-01' },
    specialistServices: [{ service: 'Vision', referralRoute: 'By post' }, { service: 'Hearing' }],
  })
})

test('loading all pupils gives those at the school on the day, by surname, forename and id', async () => {
  const school = await aSchool(admin)
  const { schoolId } = school
  const [zara = '', amir = '', ben = ''] = school.pupilIds
  const upnsOn = async (day: string) => {
    const loaded = await reading(schoolId, (tx) => loadPupils(tx, { schoolId, pupilIds: 'all', asOf: day }))
    return loaded.map(({ pupilId }) => pupilId)
  }
  expect(await upnsOn(asOf)).toEqual([amir, ben, zara])
  await admin.query(`update "Pupil" set "enteredOn" = '2026-03-02' where id = $1`, [amir])
  await admin.query(`update "Pupil" set "leftOn" = '2026-03-02' where id = $1`, [ben])
  expect(await upnsOn('2026-03-01')).toEqual([ben, zara])
  expect(await upnsOn('2026-03-02')).toEqual([amir, ben, zara])
  expect(await upnsOn('2026-03-03')).toEqual([amir, zara])
  await admin.query(`update "Pupil" set "legalSurname" = 'Abbot' where id = $1`, [zara])
  expect(await upnsOn('2026-03-03')).toEqual([zara, amir])
})

test('a pupil of another school is not loaded, even when asked for by id', async () => {
  const [ours, theirs] = [await aSchool(admin), await aSchool(admin)]
  const { schoolId } = ours
  const asked = { schoolId, pupilIds: theirs.pupilIds, asOf }
  expect(await reading(schoolId, (tx) => loadPupils(tx, asked))).toEqual([])
})

test('a loaded record meets the contract whatever rows the database allows', async () => {
  const rows = fc.array(anyInsert, { minLength: 30, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(rows, async (writes) => {
      const { schoolId } = await aSchool(admin)
      for (const write of writes) await perform(admin, schoolId, write)
      const record = await reading(schoolId, (tx) => loadRecord(tx, schoolId, asOf))
      expect(parseRecord(JSON.parse(JSON.stringify(record)))).toMatchObject({ kept: true })
    }),
    { numRuns: 20, endOnFailure: true },
  )
})
