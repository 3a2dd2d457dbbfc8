import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeEach } from 'vitest'
import type { LetterKind } from '../../../src/generated/prisma/enums.ts'
import { jobHandlers } from '../../../src/jobs.ts'
import { queueJob } from '../../../src/platform/jobs/jobs.ts'
import { type JobHandlers, runDueJobs } from '../../../src/platform/jobs/runner.ts'
import { type Mail, openMail } from '../../../src/platform/mail/mail.ts'
import { testApp } from '../../support/app.ts'
import { testDatabase } from '../../support/database.ts'
import { mailServer } from '../../support/mail-server.ts'

/** A school that sends letters by e-mail to a mail server of its own. Call it once, at the top of a test file. */
export async function schoolWithMail() {
  const { db, school } = await testApp()
  const { adminUrl, jobsUrl } = await testDatabase()
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 })
  const post = await mailServer()
  const from = 'Sen Register <sen@register.example>'
  const mail = openMail({ smtpUrl: post.url, from })
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' })
  afterAll(async () => {
    mail.close()
    await post.shut()
    await admin.end()
  })

  const ours = await school('Ashgrove Academy')
  const { schoolId } = ours
  const senco = ours.staffIds.senco
  const { pupilId } = await ours.pupil()
  const now = new Date('2026-11-24T09:30:00Z')

  const works = (by: Mail | null = mail): JobHandlers =>
    jobHandlers({ db, mail: by, pdf: null, clock: () => now, address: 'http://localhost', log })
  const runJobs = (by: Mail | null = mail) => runDueJobs({ url: jobsUrl, works: works(by), log })
  /** Makes all queued jobs due now. */
  const passTheWait = () => admin.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
  const jobsLeft = async () => (await admin.query('select key, attempts from graphile_worker._private_jobs')).rows

  beforeEach(async () => {
    post.taken.length = 0
    post.refuse(null)
    await admin.query('delete from graphile_worker._private_jobs')
  })

  /** Writes and queues a letter, as its page does. */
  async function aLetter(
    to: string,
    kind: LetterKind = 'invitation',
    about: { contactId: string; aboutId: string } | null = null,
  ) {
    const [letterId, id] = [uuidv7(), uuidv7()]
    await ours.inSchool(async (tx) => {
      const letter = {
        kind,
        addressee: 'parent' as const,
        sentTo: 'Mrs Khan\n1 Elm Road',
        subject: 'How we will support Amir',
        body: '24 November 2026\n\nDear Mrs Khan\n\nAmir has settled in well.\n\nYours sincerely',
        signedBy: 'Mrs Patel, SENCO',
        ...about,
      }
      await tx.letter.create({ data: { schoolId, id: letterId, pupilId, ...letter }, select: { id: true } })
      const delivery = { method: 'e-mail', address: to, sentBy: senco, status: 'queued' as const }
      await tx.letterDelivery.create({ data: { schoolId, id, pupilId, letterId, ...delivery }, select: { id: true } })
      await queueJob(tx, 'deliverLetter', { schoolId, id })
    })
    return { id, letterId }
  }

  const deliveryOf = (id: string) =>
    ours.inSchool((tx) => tx.letterDelivery.findUniqueOrThrow({ where: { schoolId_id: { schoolId, id } } }))
  const noticesOf = (letterId: string) => ours.inSchool((tx) => tx.notice.findMany({ where: { schoolId, letterId } }))
  return {
    admin,
    aLetter,
    db,
    deliveryOf,
    from,
    jobsLeft,
    jobsUrl,
    log,
    mail,
    noticesOf,
    now,
    ours,
    passTheWait,
    post,
    pupilId,
    runJobs,
    school,
    schoolId,
    senco,
    works,
  }
}
