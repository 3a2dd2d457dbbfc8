import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testApp, testNow } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const { school } = await testApp()
const { url } = await testDatabase()
const pool = new pg.Pool({ connectionString: url, max: 1 })
afterAll(() => pool.end())

async function aSession() {
  const ours = await school()
  const browser = await ours.as('senco')
  // The first page stores the CSRF token in the session, so that the session is saved.
  expect((await browser.get('/today')).status).toBe(200)
  const secondsLeft = async (): Promise<number> => {
    const { rows } = await pool.query<{ left: number }>(
      `select extract(epoch from expire - localtimestamp)::float8 as left from session where sess ->> 'staffId' = $1`,
      [ours.staffIds.senco],
    )
    expect(rows).toHaveLength(1)
    return rows[0]?.left ?? 0
  }
  /** Moves the session's expiry time as if it had last been saved `minutes` ago. */
  const age = (minutes: number) =>
    pool.query(
      `update session set expire = localtimestamp + make_interval(mins => 60 - $2) where sess ->> 'staffId' = $1`,
      [ours.staffIds.senco, minutes],
    )
  return { browser, secondsLeft, age }
}

test('a session in use is saved again only if its last save was more than five minutes ago', async () => {
  const { browser, secondsLeft, age } = await aSession()
  await age(3)
  const before = await secondsLeft()
  expect((await browser.get('/today')).status).toBe(200)
  expect(await secondsLeft()).toBeLessThanOrEqual(before)

  await age(6)
  expect((await browser.get('/today')).status).toBe(200)
  expect(await secondsLeft()).toBeGreaterThan(59 * 60)
})

test('a session that was not used for an hour has expired, and the user is sent to the sign-in page', async () => {
  const { browser, age } = await aSession()
  await age(61)
  const reply = await browser.get('/today')
  expect([reply.status, reply.headers.location]).toEqual([303, '/sign-in'])
})

test('a form that waited for a sign-in while the register was upgraded from version 0.1 is restored', async () => {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const path = `/pupils/${pupilId}/concerns/new`
  const teacher = await ours.as('teacher')
  const before = await teacher.formAt(path)
  const values = { ...before, seen: ['Hides under the table'] }
  const { rowCount } = await pool.query(
    `update session set sess = (sess::jsonb || jsonb_build_object('held', $2::jsonb))::json where sess ->> 'staffId' = $1`,
    [ours.staffIds.teacher, JSON.stringify({ path, values, at: testNow.getTime() })],
  )
  expect(rowCount).toBe(1)
  expect((await teacher.formAt(path)).seen).toEqual(['Hides under the table'])
})
