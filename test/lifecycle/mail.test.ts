import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, disconnect } from '../../src/platform/database/client.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { appRoleName, appUrl, migrate } from '../../src/platform/database/migrate.ts'
import { readSecrets } from '../../src/platform/database/secrets.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/embedded.ts'
import { queueJobs } from '../../src/platform/jobs/jobs.ts'
import { mailServer } from '../support/mail-server.ts'
import { freePort, run, until } from './running.ts'

/*
 * Kills the register while it sends 50 letters. Every letter arrives. Only letters that were being sent at that moment
 * may arrive twice, with the same Message-ID.
 */

const schoolId = uuidv7()
const pupilId = uuidv7()
const ids = Array.from({ length: 50 }, () => uuidv7())
/** How many letters the runner sends at once. */
const underWay = 3
const post = await mailServer()
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sen-mail-'))
  const server = await startEmbedded({ directory, log: () => {} })
  const { appRolePassword } = await readSecrets(directory)
  const appRole = { name: appRoleName, password: appRolePassword }
  await migrate({ adminUrl: server.adminUrl, appRole })
  const db = connect(appUrl(server.adminUrl, appRole), { poolSize: 1 })
  await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, async (tx) => {
    await tx.school.create({ data: { id: schoolId, name: 'Killed Primary', urn: '900901' }, select: { id: true } })
    const names = { legalForename: 'Amir', legalSurname: 'Khan', yearGroup: '4' }
    const dateOfBirth = toDate('2018-05-03')
    await tx.pupil.create({
      data: { schoolId, id: pupilId, upn: 'B801200005001', dateOfBirth, ...names },
      select: { id: true },
    })
    const letter = {
      sentTo: 'Mrs Khan',
      subject: 'The review',
      body: 'Dear Mrs Khan\n\nCome and see us.',
      signedBy: 'Mrs P',
    }
    const whose = { schoolId, pupilId }
    await tx.letter.createMany({
      data: ids.map((id) => ({ ...whose, id, kind: 'invitation' as const, addressee: 'parent' as const, ...letter })),
    })
    const delivery = { method: 'e-mail', address: 'khan@family.example', status: 'queued' as const }
    await tx.letterDelivery.createMany({ data: ids.map((id) => ({ ...whose, id, letterId: id, ...delivery })) })
    await queueJobs(tx, 'deliverLetter', { schoolId, ids })
  })
  await disconnect(db)
  await server.stop()
})

afterAll(async () => {
  await post.shut()
  await rm(directory, { recursive: true, force: true })
})

/** Works on the database as superuser, whether or not the register runs. */
async function asOwner<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const { adminUrl, stop } = await startEmbedded({ directory, attach: true, log: () => {} })
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
    await stop()
  }
}

async function start() {
  const settings = { DATA_DIR: directory, SMTP_URL: post.url, MAIL_FROM: 'sen@killed.example' }
  const server = run('server.ts', { ...settings, PORT: String(await freePort()) })
  await server.says(/The register is at/)
  return server
}

test('killing the register while it sends 50 letters loses none, and only those being sent may arrive twice', async () => {
  const killed = new Promise<void>((resolve) => {
    post.after(20, resolve)
  })
  const first = await start()
  await killed
  first.child.kill('SIGKILL')
  await first.ended
  expect(post.taken.length).toBeLessThan(50)

  // As if it were restarted five minutes later: jobs locked by the killed process are free again.
  await asOwner((admin) =>
    admin.query(`update graphile_worker._private_jobs set locked_at = locked_at - interval '5 minutes'`),
  )
  const second = await start()
  await until(() =>
    asOwner(async (admin) => {
      const { rows } = await admin.query(`select from "LetterDelivery" where status <> 'accepted'`)
      return rows.length === 0
    }),
  )
  expect(await second.end('SIGTERM')).toBe(0)

  const copies = new Map<string, number>()
  for (const { messageId = '' } of post.taken) copies.set(messageId, (copies.get(messageId) ?? 0) + 1)
  expect([...copies.keys()].toSorted()).toEqual(ids.map((id) => `<${id}@killed.example>`).toSorted())
  expect([...copies.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(underWay)
  expect(Math.max(...copies.values())).toBeLessThanOrEqual(2)
}, 120_000)
