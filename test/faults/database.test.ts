import { connect as connectTcp, createServer, type Socket } from 'node:net'
import { parse } from 'node-html-parser'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { connect, disconnect } from '../../src/database/client.ts'
import { type Browser, dayTyped, fieldsOf, mainText, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

/*
 * The database fails in the middle of a save. The app's connections go through a relay of ours that can cut them at a word
 * that is sent, such as COMMIT: before it reaches the server, or after the server has done it and before its answer is back.
 */

const { url, adminUrl } = await testDatabase()

type Cut = 'never' | 'before the commit' | 'after the commit' | 'everything'
let cut: Cut = 'never'

const isCommit = (bytes: Buffer): boolean => bytes.includes('COMMIT')

function relay(client: Socket): void {
  const server = connectTcp(Number(new URL(url).port), '127.0.0.1')
  let cutAtAnswer = false
  const end = () => {
    client.destroy()
    server.destroy()
  }
  for (const socket of [client, server]) socket.on('error', end).on('close', end)
  client.on('data', (bytes) => {
    if (cut === 'everything' || (cut === 'before the commit' && isCommit(bytes))) return end()
    if (cut === 'after the commit' && isCommit(bytes)) cutAtAnswer = true
    server.write(bytes)
  })
  server.on('data', (bytes) => (cutAtAnswer || cut === 'everything' ? end() : client.write(bytes)))
}

const relayServer = createServer(relay)
await new Promise<void>((resolve) => relayServer.listen(0, '127.0.0.1', resolve))
const relayed = new URL(url)
const address = relayServer.address()
relayed.port = String(typeof address === 'object' && address ? address.port : 0)
const db = connect(relayed.href, { poolSize: 3 })
const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
afterAll(async () => {
  cut = 'never'
  await disconnect(db)
  await admin.end()
  relayServer.close()
})

const { school } = await testApp(db)

async function aForm() {
  cut = 'never'
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const senco = await ours.as('senco')
  const path = `/pupils/${pupilId}/concerns/new`
  const fields = {
    ...(await senco.formAt(path)),
    seen: 'Typed before the lights went out',
    raisedBy: 'staff',
    universalStrategies: 'A "quoted" <thing>',
    ...dayTyped('raisedOn', '2026-11-20'),
  }
  const concerns = async () => {
    const found = await admin.query('select seen, "universalStrategies" from "Concern" where "pupilId" = $1', [pupilId])
    return found.rows
  }
  return { ours, pupilId, senco, path, fields, concerns }
}

/** Presses the one button of a page that could not confirm. */
async function sendAgain(senco: Browser, html: string, path: string) {
  const form = parse(html).querySelector('main form')
  expect(form?.querySelector('button')?.text.trim()).toBe('Send it again')
  return senco.post(path, fieldsOf(html, path))
}

const once = [{ seen: 'Typed before the lights went out', universalStrategies: 'A "quoted" <thing>' }]

describe('the database fails in the middle of a save', () => {
  test.each([
    ['before the commit', 0],
    ['after the commit', 1],
  ] as const)('%s: the page claims neither, and sending again saves it once', async (when, savedAtFirst) => {
    const { senco, path, fields, concerns } = await aForm()
    cut = when
    const answer = await senco.post(path, fields)
    cut = 'never'
    expect(answer.status).toBe(503)
    expect(mainText(answer.text)).toContain('We could not confirm that this was saved')
    expect(mainText(answer.text)).toContain('It may have been saved or not')
    expect(await concerns()).toHaveLength(savedAtFirst)
    expect((await sendAgain(senco, answer.text, path)).status).toBe(303)
    expect(await concerns()).toEqual(once)
    expect((await senco.post(path, fields)).status).toBe(303)
    expect(await concerns()).toEqual(once)
  })

  test('the connection is ended by the server while the save waits', async () => {
    const { senco, path, fields, concerns } = await aForm()
    await admin.query('begin')
    await admin.query('lock table "Concern" in access exclusive mode')
    const sent = senco.post(path, fields).then((answer) => answer)
    const ended = await terminateWaiting()
    await admin.query('rollback')
    expect(ended).toBe(1)
    const answer = await sent
    expect(answer.status).toBe(503)
    expect(await concerns()).toEqual([])
    expect((await sendAgain(senco, answer.text, path)).status).toBe(303)
    expect(await concerns()).toEqual(once)
  })

  test('nothing is reached at all: what was typed comes back all the same', async () => {
    const { senco, path, fields, concerns } = await aForm()
    cut = 'everything'
    const answer = await senco.post(path, fields)
    cut = 'never'
    expect(answer.status).toBe(503)
    expect((await sendAgain(senco, answer.text, path)).status).toBe(303)
    expect(await concerns()).toEqual(once)
  })

  test('an edit that was saved unseen is settled by sending it again, without a conflict with itself', async () => {
    const { senco, path, fields, pupilId } = await aForm()
    await senco.post(path, fields)
    const { rows } = await admin.query('select id from "Concern" where "pupilId" = $1', [pupilId])
    const edit = `/pupils/${pupilId}/concerns/${rows[0]?.id}/edit`
    const changed = { ...(await senco.formAt(edit)), answer: 'Rang his mother' }
    cut = 'after the commit'
    const answer = await senco.post(edit, changed)
    cut = 'never'
    expect(answer.status).toBe(503)
    expect((await sendAgain(senco, answer.text, edit)).status).toBe(303)
    const saved = await admin.query('select answer, version from "Concern" where "pupilId" = $1', [pupilId])
    expect(saved.rows).toEqual([{ answer: 'Rang his mother', version: 2 }])
  })
})

/** Ends the one connection of the app that waits for a lock, as soon as there is one. */
async function terminateWaiting(): Promise<number> {
  const watcher = new pg.Client({ connectionString: adminUrl })
  await watcher.connect()
  try {
    for (const deadline = Date.now() + 8_000; Date.now() < deadline; ) {
      const { rowCount } = await watcher.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and application_name = 'sen-support-register'`)
      if (rowCount) return rowCount
    }
    return 0
  } finally {
    await watcher.end()
  }
}

test('a page during an outage says so, and is there again afterwards', async () => {
  const { senco, pupilId } = await aForm()
  cut = 'everything'
  const answer = await senco.get(`/pupils/${pupilId}`)
  cut = 'never'
  expect(answer.status).toBe(503)
  expect(mainText(answer.text)).toContain('The register cannot be reached just now')
  expect((await senco.get(`/pupils/${pupilId}`)).status).toBe(200)
})

test('an id of another school in a hidden field changes nothing there, and is no fault of the page', async () => {
  const { senco, path, fields } = await aForm()
  const theirs = await school()
  const { pupilId } = await theirs.pupil()
  const concernId = uuidv7()
  const data = {
    schoolId: theirs.schoolId,
    id: concernId,
    pupilId,
    raisedOn: new Date('2026-11-02'),
    raisedBy: 'staff' as const,
    seen: 'Theirs',
  }
  await theirs.inSchool((tx) => tx.concern.create({ data, select: { id: true } }))
  expect((await senco.post(path, { ...fields, id: concernId })).status).toBe(303)
  const { rows } = await admin.query('select seen from "Concern" where id = $1 order by seen', [concernId])
  expect(rows).toEqual([{ seen: 'Theirs' }, { seen: 'Typed before the lights went out' }])
})
