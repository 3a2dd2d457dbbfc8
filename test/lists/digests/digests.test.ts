import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { jobHandlers } from '../../../src/jobs.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import type { Tx } from '../../../src/platform/database/in-school.ts'
import { runDueJobs } from '../../../src/platform/jobs/runner.ts'
import { openMail } from '../../../src/platform/mail/mail.ts'
import { aPlan } from '../../pupil-record/plans/a-plan.ts'
import { type TestSchool, testApp } from '../../support/app.ts'
import { testDatabase } from '../../support/database.ts'
import { mailServer } from '../../support/mail-server.ts'

const { db, school } = await testApp()
const { adminUrl, jobsUrl } = await testDatabase()
const admin = new pg.Pool({ connectionString: adminUrl, max: 2 })
const post = await mailServer()
const mail = openMail({ smtpUrl: post.url, from: 'sen@register.example' })
const log = pino({ level: 'silent' })
const address = 'https://register.example'
afterAll(async () => {
  mail.close()
  await post.shut()
  await admin.end()
})

const at = (day: string, by: typeof mail | null = mail) =>
  jobHandlers({ db, mail: by, pdf: null, clock: () => new Date(`${day}T06:30:00Z`), address, log })
const send = (day: string) => runDueJobs({ url: jobsUrl, works: at(day), log })
const wednesday = '2026-11-25'
const thursday = '2026-11-26'

const ours = await school('Ashgrove Academy')
const { schoolId, staffIds, emails } = ours

async function write({ inSchool }: TestSchool, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await inSchool(async (tx) => {
    await work(tx)
  })
}

/** Asks a teacher to answer a round-robin about a pupil whom they also look after on the amber list. */
async function askTheTeacher() {
  const { pupilId } = await ours.pupil({ legalForename: 'Zebedee', legalSurname: 'Quill', taughtBy: staffIds.teacher })
  const roundRobinId = uuidv7()
  await write(ours, async (tx) => {
    const asked = { askedOn: toDate('2026-11-23'), askedBy: staffIds.senco, answerBy: toDate('2026-11-27') }
    await tx.roundRobin.create({ data: { schoolId, id: roundRobinId, pupilId, ...asked } })
    await tx.roundRobinAsked.create({
      data: { schoolId, id: uuidv7(), pupilId, roundRobinId, staffId: staffIds.teacher },
    })
    const concern = { raisedOn: toDate('2026-11-20'), raisedBy: 'staff' as const, universalStrategies: 'A ruler' }
    await tx.concern.create({ data: { schoolId, id: uuidv7(), pupilId, ...concern, seen: 'Loses the line' } })
    const looks = { openedOn: toDate('2026-11-02'), ownerId: staffIds.teacher, nextLookOn: toDate('2026-11-24') }
    await tx.monitoring.create({ data: { schoolId, id: uuidv7(), pupilId, ...looks } })
  })
  return { pupilId, roundRobinId }
}
const { pupilId, roundRobinId } = await askTheTeacher()

const digestsOf = (on: string) =>
  ours.inSchool((tx) => tx.digest.findMany({ where: { schoolId, on: toDate(on) }, orderBy: { address: 'asc' } }))

beforeEach(async () => {
  post.taken.length = 0
  post.refuse(null)
  await admin.query('delete from graphile_worker._private_jobs')
})

test('a digest e-mail goes only to staff with something to do, and has counts and a link but no names', async () => {
  await at(wednesday).daily()
  await send(wednesday)
  const toTeacher = post.taken.filter(({ to }) => to && !Array.isArray(to) && to.text === emails.teacher)
  expect(toTeacher).toHaveLength(1)
  const [digest] = toTeacher
  expect(digest?.subject).toBe('What waits for you in the SEN register, 25 November 2026')
  expect(digest?.text).toContain(
    '- 1 question about a pupil whom you teach or support, to be answered by 27 November 2026',
  )
  expect(digest?.text).toContain('- 1 pupil on the amber list to look at')
  expect(digest?.text).toContain('Open it here: https://register.example/my-classes')
  const receivers = (await digestsOf(wednesday)).map((one) => one.address)
  expect(receivers).not.toContain(emails.teachingAssistant)
  expect(receivers).not.toContain(emails.head)
  for (const { text, subject } of post.taken) expect(`${subject} ${text}`).not.toMatch(/Zebedee|Quill/)
  expect((await digestsOf(wednesday)).every(({ status, tries }) => status === 'accepted' && tries === 1)).toBe(true)
})

test('digest e-mails are sent once a day, and again the next day', async () => {
  const before = (await digestsOf(wednesday)).length
  await at(wednesday).daily()
  await send(wednesday)
  expect(post.taken).toEqual([])
  expect(await digestsOf(wednesday)).toHaveLength(before)
  await at(thursday).daily()
  await send(thursday)
  expect(post.taken.length).toBe(before)
})

test('a SENCO’s digest e-mail says how many steps are late and how many of those the law requires', async () => {
  await write(ours, (tx) =>
    tx.concern.create({
      data: { schoolId, id: uuidv7(), pupilId, raisedOn: toDate('2026-06-01'), raisedBy: 'staff', seen: 'Loses words' },
    }),
  )
  await at('2026-11-27').daily()
  const [digest] = (await digestsOf('2026-11-27')).filter((one) => one.address === emails.senco)
  expect(digest?.body).toMatch(/- \d+ steps? of the Code of Practice (is|are) late/)
  expect(digest?.body).toContain('Open it here: https://register.example/today')
})

describe('digests on days when the school is closed', () => {
  test.each([
    ['a Saturday', '2026-11-28'],
    ['an INSET day', '2026-11-30'],
    ['a day between terms', '2026-12-28'],
  ])('no digest e-mails are sent on %s, when the school is closed', async (_what, day) => {
    await write(ours, async (tx) => {
      await tx.closure.createMany({
        data: [{ schoolId, id: uuidv7(), on: toDate('2026-11-30'), reason: 'INSET' }],
        skipDuplicates: true,
      })
      if ((await tx.term.count({ where: { schoolId } })) > 0) return
      const terms = [
        ['2026-09-02', '2026-12-18'],
        ['2027-01-04', '2027-03-26'],
      ] as const
      await tx.term.createMany({
        data: terms.map(([from, to]) => ({ schoolId, id: uuidv7(), from: toDate(from), to: toDate(to) })),
      })
    })
    await at(day).daily()
    expect(await digestsOf(day)).toEqual([])
  })
})

test('a digest e-mail leaves out questions about pupils whom the member of staff no longer teaches', async () => {
  const day = '2026-12-14'
  const { pupilId: other } = await ours.pupil()
  await write(ours, async (tx) => {
    const asked = { askedOn: toDate('2026-11-23'), askedBy: staffIds.senco, answerBy: toDate('2026-11-25') }
    const id = uuidv7()
    await tx.roundRobin.create({ data: { schoolId, id, pupilId: other, ...asked } })
    await tx.roundRobinAsked.create({
      data: { schoolId, id: uuidv7(), pupilId: other, roundRobinId: id, staffId: staffIds.teacher },
    })
  })
  await at(day).daily()
  const [digest] = (await digestsOf(day)).filter((one) => one.address === emails.teacher)
  expect(digest?.body).toContain('- 1 question about a pupil whom you teach or support, to be answered by 27 November')
})

test('a digest e-mail leaves out closed and answered round-robins, and none goes to staff who have left', async () => {
  const day = '2026-12-01'
  await write(ours, async (tx) => {
    await tx.roundRobin.updateMany({ where: { schoolId, id: roundRobinId }, data: { closedOn: toDate('2026-11-30') } })
    await tx.staffMember.updateMany({ where: { schoolId, id: staffIds.senco }, data: { leftOn: toDate('2026-11-30') } })
  })
  await at(day).daily()
  const digests = await digestsOf(day)
  expect(digests.map((one) => one.address)).toEqual([emails.teacher])
  expect(digests[0]?.body).not.toContain('question')
})

test('a digest e-mail that could not be sent is retried on the same day only', async () => {
  const day = '2026-12-02'
  post.refuse(() => ({ code: 451, words: 'Come back later' }))
  await at(day).daily()
  await send(day)
  const [waiting] = await digestsOf(day)
  expect(waiting).toMatchObject({ status: 'queued', tries: 1 })
  expect(waiting?.problem).toContain('451')

  const passTheWait = () => admin.query('update graphile_worker._private_jobs set run_at = now()')
  post.refuse(null)
  await passTheWait()
  await send('2026-12-03')
  expect(post.taken).toEqual([])
  expect((await digestsOf(day))[0]?.status).toBe('failed')
})

test('a digest e-mail counts unread and changed plans of pupils whom the reader works with that day, also as a stand-in', async () => {
  const theirs = await school('Beech Hill')
  const { senco, pupilId: read, at: planAt } = await aPlan(theirs)
  const teacher = await theirs.as('teacher')
  const { _csrf = [] } = await teacher.formAt(`/pupils/${read}/concerns/new`)
  await teacher.post(`${planAt}/acknowledge`, { _csrf })
  await senco.submit(`${planAt}/edit`, { helps: 'His name first\nShow it\nA seat by the wall' })
  const cover = { schoolId: theirs.schoolId, id: uuidv7(), from: toDate('2026-12-08'), until: toDate('2026-12-09') }
  await write(theirs, async (tx) => {
    const ofAssistant = { schoolId: theirs.schoolId, staffId: theirs.staffIds.teachingAssistant }
    await tx.pupilStaff.deleteMany({ where: ofAssistant })
    await tx.cover.createMany({
      data: [{ ...cover, staffId: ofAssistant.staffId, awayStaffId: theirs.staffIds.teacher }],
    })
    const { id: coverId, ...days } = cover
    await tx.pupilStaff.createMany({ data: [{ ...days, id: uuidv7(), coverId, ...ofAssistant, pupilId: read }] })
  })
  const bodyOf = async (day: string, role: 'teacher' | 'teachingAssistant') => {
    await at(day).daily()
    const where = { schoolId: theirs.schoolId, on: toDate(day), staffId: theirs.staffIds[role] }
    return (await theirs.inSchool((tx) => tx.digest.findFirst({ where })))?.body ?? null
  }
  expect(await bodyOf('2026-12-07', 'teachingAssistant')).toBeNull()
  expect(await bodyOf('2026-12-08', 'teachingAssistant')).toContain('- 1 plan that you have not read\n')
  expect(await bodyOf('2026-12-09', 'teachingAssistant')).toContain('- 1 plan that you have not read\n')
  expect(await bodyOf('2026-12-10', 'teachingAssistant')).toBeNull()
  const toTeacher = await bodyOf('2026-12-08', 'teacher')
  expect(toTeacher).toContain('- 1 plan that changed since you read it\n')
  expect(toTeacher).not.toMatch(/not read|Amir|Khan/)
})

test('no digest e-mails are queued if there is no mail server', async () => {
  await at('2026-12-04', null).daily()
  expect(await digestsOf('2026-12-04')).toEqual([])
})
