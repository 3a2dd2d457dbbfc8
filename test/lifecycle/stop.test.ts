import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/platform/embedded-postgres/embedded.ts'
import { password } from '../support/app.ts'
import { freePort, type Running, run, runByNpm, until, visitorAt } from './running.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sen-stop-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const email = 'senco@stop.example'

async function begun(start: (settings: Record<string, string>) => Running) {
  const port = await freePort()
  const server = start({ DATA_DIR: directory, PORT: String(port) })
  await server.says(/The register is at/)
  return { server, port, visitor: visitorAt(`http://127.0.0.1:${port}`) }
}

const isStopped = () => !existsSync(join(directory, 'postgres', 'postmaster.pid'))

/** Whether the server accepts no more connections. */
const isClosed = (port: number) =>
  new Promise<boolean>((resolve) => {
    const knock = connect(port, '127.0.0.1')
    knock.on('error', () => resolve(true))
    knock.on('connect', () => {
      knock.destroy()
      resolve(false)
    })
  })

test('Ctrl-C in a terminal, which npm receives too, stops the register and its database in order', async () => {
  const port = await freePort()
  const server = runByNpm('start', { DATA_DIR: directory, PORT: String(port) })
  await server.says(/Set it up here, once/)
  await server.ctrlC()
  expect(isStopped()).toBe(true)
  expect(server.printed()).not.toContain('    at ')
}, 120_000)

test('a register that is told to stop first finishes the request in progress', async () => {
  const { server, port, visitor } = await begun((settings) => run('server.ts', settings))
  const [, path = ''] = await server.says(/Set it up here, once: https?:\/\/[^/]+(\S+)/)
  const page = await visitor.ask(path)
  const hidden = ['_csrf', 'id', 'token'].map((name) => [name, visitor.hidden(page.text, name)] as const)
  const typed = { school: 'Stop Primary', urn: '900902', name: 'Mrs Last', email, password }
  expect((await visitor.ask('/set-up', { ...Object.fromEntries(hidden), ...typed })).status).toBe(303)
  expect((await visitor.signIn(email, password)).status).toBe(303)

  const { adminUrl, stop } = await startEmbedded({ directory, attach: true, log: () => {} })
  const [holder, watcher] = [
    new pg.Client({ connectionString: adminUrl }),
    new pg.Client({ connectionString: adminUrl }),
  ]
  await Promise.all([holder.connect(), watcher.connect()])
  await holder.query('begin; lock table "School" in access exclusive mode')
  const slow = visitor.ask('/school')
  const isWaiting = async () =>
    (await watcher.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)).rows.length > 0
  await until(isWaiting)

  const ended = server.end('SIGTERM')
  await until(() => isClosed(port))
  server.child.kill('SIGTERM')
  await holder.query('rollback')
  await Promise.all([holder.end(), watcher.end(), stop()])
  const answer = await slow
  expect([answer.status, answer.text.includes('Stop Primary')]).toEqual([200, true])
  // The keep-alive connection, which a browser would keep open, is closed.
  expect(answer.headers.get('connection')).toBe('close')
  expect(await ended).toBe(0)
  expect(isStopped()).toBe(true)
}, 120_000)

test('a register told to stop while it is starting stops as soon as it has started', async () => {
  const port = await freePort()
  const server = run('server.ts', { DATA_DIR: directory, PORT: String(port) })
  await until(() => existsSync(join(directory, 'postgres', 'postmaster.pid')))
  expect(await server.end('SIGTERM')).toBe(0)
  expect(isStopped()).toBe(true)
}, 120_000)
