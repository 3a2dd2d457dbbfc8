import { readFileSync } from 'node:fs'
import { parse } from 'node-html-parser'
import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/serve.ts'
import { freePort } from '../lifecycle/running.ts'
import { dayTyped, fieldsOf, mainText, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { layWire } from './database-wire.ts'
import { expectWellFormedReply } from './expect-reply.ts'
import { filePart, multipart, part } from './hostile-input.ts'
import { type Reply, signedIn, type Visitor } from './visitor.ts'

/*
 * The server as a school runs it, with its database behind a proxy that can be cut.
 */

const { school } = await testApp()
const { url, jobsUrl, adminUrl } = await testDatabase()
const admin = new pg.Pool({ connectionString: adminUrl, max: 2 })
const wire = await layWire(url)
const config = readConfig({ PORT: String(await freePort()) })
const serving = await serve({
  url: wire.url,
  jobsUrl,
  sessionSecret: 'only for tests',
  config,
  log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
})
afterAll(async () => {
  await serving.stop()
  wire.close()
  await admin.end()
})
const ours = await school()
const senco = await signedIn(serving.address, ours.emails.senco)

const typed = {
  seen: 'Covers his ears when the hall is loud',
  raisedBy: 'staff',
  areas: ['communication', 'sensoryPhysical'],
  universalStrategies: 'A seat by the door,\r\n"his own" & quiet',
  ...dayTyped('raisedOn', '2026-09-10'),
}

async function aForm() {
  const { pupilId } = await ours.pupil()
  const path = `/pupils/${pupilId}/concerns/new`
  const concerns = () => ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  const fields: Record<string, string | string[]> = { ...(await senco.formAt(path)), ...typed }
  return { path, concerns, fields }
}

/** Expects a page that leaves open whether the form was saved, and that sends the very same fields again. */
async function expectUnconfirmed(reply: Reply, { path, fields }: Awaited<ReturnType<typeof aForm>>) {
  expect(reply.status).toBe(503)
  const said = mainText(reply.text)
  expect(said).toContain('We could not confirm that this was saved')
  expect(said).toContain('It may have been saved or not.')
  expect(said).toContain('Send it again')
  expect(said).not.toMatch(/nothing was (saved|changed)|has been (saved|logged)/i)
  const again = parse(reply.text).querySelector('main form')
  expect(again?.getAttribute('action')).toBe(path)
  const all = Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? [value] : value])
  expect(fieldsOf(reply.text, path)).toEqual(Object.fromEntries(all))
  return fieldsOf(reply.text, path)
}

/** Waits until the database is in a state. */
async function until(sql: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const { rows } = await admin.query(`select ${sql} as so`)
    if (rows[0]?.so === true) return
    if (Date.now() > deadline) throw new Error(`it never came to: ${sql}`)
  }
}

const waiting = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/**
 * Blocks everybody who writes a concern.
 * @returns a function that ends the block
 */
async function holdConcerns(): Promise<() => Promise<void>> {
  const holder = await admin.connect()
  await holder.query('begin; lock table "Concern" in exclusive mode')
  return async () => {
    await holder.query('rollback')
    holder.release()
  }
}

describe('the database fails in the middle of a save', () => {
  const failures: readonly (readonly [string, number, (post: () => Promise<Reply>) => Promise<Reply>])[] = [
    [
      'the database ends its connection during the transaction',
      0,
      async (post) => {
        const release = await holdConcerns()
        const reply = post()
        await until(`exists (select ${waiting})`)
        await admin.query(`select pg_terminate_backend(pid) ${waiting}`)
        await release()
        return reply
      },
    ],
    [
      'a lock lasts longer than a transaction may take',
      0,
      async (post) => {
        const release = await holdConcerns()
        const reply = await post()
        await release()
        return reply
      },
    ],
    [
      'the connection is cut just before COMMIT',
      0,
      (post) => {
        wire.cutBeforeCommit()
        return post()
      },
    ],
    [
      'the connection is cut just after COMMIT',
      1,
      (post) => {
        wire.cutAfterCommit()
        return post()
      },
    ],
  ]

  test.each(failures)('a form answers 503 when %s; sent again it saves once', async (_name, savedBefore, fail) => {
    const form = await aForm()
    const reply = await fail(() => senco.post(form.path, form.fields))
    const again = await expectUnconfirmed(reply, form)
    await until(`(select count(*) = 0 ${waiting})`)
    expect(await form.concerns()).toHaveLength(savedBefore)

    const settled = await senco.post(form.path, again)
    expect(settled.status).toBe(303)
    expect((await senco.post(form.path, again)).status).toBe(303)
    expect(await form.concerns()).toMatchObject([
      { seen: typed.seen, areas: typed.areas, universalStrategies: 'A seat by the door,\n"his own" & quiet' },
    ])
  })

  test('an edit cut off after COMMIT is saved once when sent again, and gets no 409 because of itself', async () => {
    const form = await aForm()
    await senco.post(form.path, form.fields)
    const [concern] = await form.concerns()
    const path = form.path.replace('new', `${concern?.id}/edit`)
    const fields = { ...(await senco.formAt(path)), answer: 'Rang his mother', ...dayTyped('answeredOn', '2026-09-11') }
    wire.cutAfterCommit()
    const reply = await senco.post(path, fields)
    expect(reply.status).toBe(503)
    expect((await senco.post(path, fieldsOf(reply.text, path))).status).toBe(303)
    expect(await form.concerns()).toMatchObject([{ answer: 'Rang his mother', version: 2 }])
  })

  test.each([
    ['while the session is read', 0],
    ['while the file is saved', 1],
  ])('an upload cut off %s by the database asks for the file again', async (_when, transactionsBefore) => {
    const page = await senco.formAt('/import')
    wire.cutBeforeCommit(transactionsBefore)
    const reply = await upload(page)
    expect(reply.status).toBe(503)
    expect(mainText(reply.text)).toContain('choose the file again')
    expect(parse(reply.text).querySelector('main a')?.getAttribute('href')).toBe('/import')
    expect((await upload(page)).status).toBe(303)
  })
})

const pupilFile = readFileSync(new URL('../imports/files/sims-pupils.csv', import.meta.url))

function upload(fields: Record<string, string[]>): Promise<Reply> {
  const parts = Object.entries(fields).map(([name, [value = '']]) => part(name, value))
  return senco.send('POST', '/import', multipart(...parts, filePart(pupilFile)))
}

describe('the database cannot be reached', () => {
  test('every page answers 503 while the database is down, and works again once it is back', async () => {
    wire.down()
    for (const path of ['/register', '/', '/sign-in', '/no-such-page', '/report.csv']) {
      const reply = await senco.get(path)
      expect(reply.status, path).toBe(503)
      expect(mainText(reply.text)).toContain('The register cannot be reached just now')
    }
    expect((await senco.get('/healthz')).status).toBe(503)
    wire.up()
    expect((await senco.get('/register')).status).toBe(200)
    expect((await senco.get('/healthz')).status).toBe(200)
  })

  test('a form sent while the database is down keeps what was typed, and is saved once when sent again', async () => {
    const form = await aForm()
    wire.down()
    const reply = await senco.post(form.path, form.fields)
    const again = await expectUnconfirmed(reply, form)
    wire.up()
    expect((await senco.post(form.path, again)).status).toBe(303)
    expect(await form.concerns()).toHaveLength(1)
  })

  test('signing in while the database is down answers 503, and the page does not contain the password', async () => {
    const fields = { ...(await senco.formAt('/sign-in')), email: ours.emails.senco, password: 'correct horse battery' }
    wire.down()
    const reply = await senco.post('/sign-in', fields)
    wire.up()
    expect(reply.status).toBe(503)
    expect(mainText(reply.text)).toContain('The register cannot be reached just now')
    expect(reply.text).not.toContain('correct horse')
  })
})

describe('rows that contradict a constraint', () => {
  /** Posts a form with a row of another school in a hidden field. */
  const foreign = async (visitor: Visitor, path: string, name: string, id: string) => {
    const fields = await visitor.formAt(path)
    return visitor.post(path, { ...fields, ...typed, [name]: id })
  }

  test('a hidden field with the id of another school’s row is answered as not found, or refused', async () => {
    const other = await school()
    const { pupilId } = await ours.pupil()
    for (const path of [`/pupils/${pupilId}/notices/new`, `/pupils/${pupilId}/plans/new`, '/school/classes/new']) {
      for (const name of [
        'letterId',
        'staffId',
        'planId',
        'outcomes.0.id',
        'provision.0.outcomeId',
        'staff.0.staffId',
      ]) {
        const reply = await foreign(senco, path, name, other.staffIds.senco)
        expect([303, 404, 409, 422], `${path} ${name}`).toContain(reply.status)
        await expectWellFormedReply(reply, `${path} ${name}`)
      }
    }
  })

  test('an unexpected constraint error says that nothing was saved and leads back to the form as typed', async () => {
    const form = await aForm()
    await admin.query(`alter table "Concern" add constraint unforeseen check (seen <> '${typed.seen}') not valid`)
    const reply = await senco.post(form.path, form.fields)
    await admin.query('alter table "Concern" drop constraint unforeseen')
    expect(reply.status).toBe(409)
    await expectWellFormedReply(reply, form.path)
    expect(mainText(reply.text)).toContain('Nothing was saved')
    const link = parse(reply.text).querySelector('main a')?.getAttribute('href') ?? ''
    expect(link).toBe(form.path)
    const kept = await senco.formAt(link)
    expect(kept.seen).toEqual([typed.seen])
    expect((await senco.post(form.path, kept)).status).toBe(303)
    expect(await form.concerns()).toHaveLength(1)
  })

  test('a form with the id of another pupil’s row neither adds nor changes a row', async () => {
    const [one, another] = [await aForm(), await aForm()]
    await senco.post(one.path, one.fields)
    const [saved] = await one.concerns()
    const reply = await senco.post(another.path, { ...another.fields, id: saved?.id ?? uuidv7() })
    expect(reply.status).toBeLessThan(500)
    expect(await one.concerns()).toEqual([saved])
    expect(await another.concerns()).toEqual([])
  })
})
