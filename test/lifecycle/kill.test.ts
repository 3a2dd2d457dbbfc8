import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '../../src/access/password.ts'
import { addUser } from '../../src/access/user-accounts.ts'
import { dayInLondon } from '../../src/days/clock.ts'
import { connect, disconnect } from '../../src/platform/database/client.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { appRoleName, appUrl, migrate } from '../../src/platform/database/migrate.ts'
import { readSecrets } from '../../src/platform/database/secrets.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/embedded.ts'
import { dayTyped } from '../support/app.ts'
import { freePort, run, until, visitorAt } from './running.ts'

/*
 * Kills the server and its database while 200 forms are being sent. Every form that was answered with success is saved
 * once. Every other form is saved completely or not at all. Sending all forms again saves each exactly once.
 */

const forms = 200
const atOnce = 10
const answeredBeforeTheKill = 60
const email = 'senco@killed.example'
const password = 'only for this test'
const schoolId = uuidv7()
const pupilId = uuidv7()
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sen-killed-'))
  const server = await startEmbedded({ directory, log: () => {} })
  const { appRolePassword } = await readSecrets(directory)
  const appRole = { name: appRoleName, password: appRolePassword }
  await migrate({ adminUrl: server.adminUrl, appRole })
  const db = connect(appUrl(server.adminUrl, appRole), { poolSize: 1 })
  const passwordHash = await hashPassword(password)
  await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, async (tx) => {
    await tx.school.create({ data: { id: schoolId, name: 'Killed Primary', urn: '900900' }, select: { id: true } })
    const userId = await addUser(tx, { userId: uuidv7(), email, passwordHash })
    const startedOn = toDate('2020-09-01')
    const staff = { schoolId, id: uuidv7(), userId, role: 'senco' as const, name: 'The SENCO', email, startedOn }
    await tx.staffMember.create({ data: staff, select: { id: true } })
    const dateOfBirth = toDate('2018-05-03')
    const names = { legalForename: 'Amir', legalSurname: 'Khan', yearGroup: '4' }
    await tx.pupil.create({
      data: { schoolId, id: pupilId, upn: 'B801200005001', dateOfBirth, ...names },
      select: { id: true },
    })
  })
  await disconnect(db)
  await server.stop()
})

afterAll(() => rm(directory, { recursive: true, force: true }))

async function start() {
  const port = await freePort()
  const server = run('server.ts', { DATA_DIR: directory, PORT: String(port) })
  await server.says(/The register is at/)
  return { server, visitor: visitorAt(`http://127.0.0.1:${port}`) }
}

const path = `/pupils/${pupilId}/concerns/new`

async function killDatabase(): Promise<void> {
  const file = await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8')
  process.kill(Number(file.split('\n')[0]), 'SIGKILL')
}

/** Sends each form once, a few at a time, and reports each success. A form without an answer has none. */
async function sendAll(
  { visitor }: Awaited<ReturnType<typeof start>>,
  ids: readonly string[],
  onSuccess: (id: string) => void,
): Promise<void> {
  const page = await visitor.ask(path)
  const _csrf = visitor.hidden(page.text, '_csrf')
  const today = dayInLondon(new Date())
  const left = [...ids]
  const sender = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const concern = { _csrf, id, seen: `Concern ${id}`, raisedBy: 'staff', ...dayTyped('raisedOn', today) }
      const status = await visitor.ask(path, concern).then(
        (answer) => answer.status,
        () => null,
      )
      if (status === 303) onSuccess(id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
}

/** How many rows each concern has in the database. It connects beside the running server. */
async function concernsThere(ids: readonly string[]): Promise<Map<string, number>> {
  const { adminUrl, stop } = await startEmbedded({ directory, attach: true, log: () => {} })
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const { rows } = await admin.query<{ seen: string; times: string }>(
    'select seen, count(*) as times from "Concern" where seen = any($1) group by seen',
    [ids.map((id) => `Concern ${id}`)],
  )
  await admin.end()
  await stop()
  return new Map(rows.map(({ seen, times }) => [seen.replace('Concern ', ''), Number(times)]))
}

test('every form answered with success is saved exactly once, even if server and database are killed', async () => {
  const ids = Array.from({ length: forms }, () => uuidv7())
  const first = await start()
  expect((await first.visitor.signIn(email, password)).status).toBe(303)

  const confirmed = new Set<string>()
  let killed = Promise.resolve()
  await sendAll(first, ids, (id) => {
    confirmed.add(id)
    if (confirmed.size !== answeredBeforeTheKill) return
    first.server.child.kill('SIGKILL')
    killed = killDatabase()
  })
  await Promise.all([first.server.ended, killed])
  expect(confirmed.size).toBeGreaterThanOrEqual(answeredBeforeTheKill)
  expect(confirmed.size).toBeLessThan(forms)

  const second = await start()
  const afterKill = await concernsThere(ids)
  expect([...confirmed].filter((id) => afterKill.get(id) !== 1)).toEqual([])
  expect([...afterKill.values()].every((times) => times === 1)).toBe(true)

  expect((await second.visitor.signIn(email, password)).status).toBe(303)
  await settle(second, ids)
}, 180_000)

test('a killed database restarts by itself, and has every form answered with success exactly once', async () => {
  const ids = Array.from({ length: forms }, () => uuidv7())
  const running = await start()
  expect((await running.visitor.signIn(email, password)).status).toBe(303)

  const confirmed = new Set<string>()
  let killed = Promise.resolve()
  await sendAll(running, ids, (id) => {
    confirmed.add(id)
    if (confirmed.size === answeredBeforeTheKill) killed = killDatabase()
  })
  await killed
  expect(confirmed.size).toBeGreaterThanOrEqual(answeredBeforeTheKill)
  expect(confirmed.size).toBeLessThan(forms)

  await until(async () => (await running.visitor.ask('/healthz')).status === 200)
  const afterKill = await concernsThere(ids)
  expect([...confirmed].filter((id) => afterKill.get(id) !== 1)).toEqual([])
  expect([...afterKill.values()].every((times) => times === 1)).toBe(true)
  await settle(running, ids)
}, 180_000)

/** Sends all forms again and expects each to be saved once. */
async function settle(running: Awaited<ReturnType<typeof start>>, ids: readonly string[]): Promise<void> {
  const settled = new Set<string>()
  await sendAll(running, ids, (id) => settled.add(id))
  expect(settled.size).toBe(forms)
  const inTheEnd = await concernsThere(ids)
  expect([...inTheEnd.keys()].sort()).toEqual([...ids].sort())
  expect([...inTheEnd.values()].every((times) => times === 1)).toBe(true)
  expect(await running.server.end('SIGTERM')).toBe(0)
}
