import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AlreadyRunning, type EmbeddedServer, startEmbedded } from '../../../src/platform/embedded-postgres/embedded.ts'

let directory: string
let started: EmbeddedServer[]
let killed: ChildProcess[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sen-embedded-'))
  started = []
  killed = []
})
afterEach(async () => {
  for (const child of killed) child.kill('SIGKILL')
  for (const server of started) await server.stop()
  await rm(directory, { recursive: true })
})

async function start(options: { attach?: boolean; log?: (line: string) => void } = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ directory, log: () => {}, ...options })
  started.push(server)
  return server
}

/** Starts another process that owns the server of this folder. */
async function startElsewhere(): Promise<{ adminUrl: string; child: ChildProcess; nextLine: () => Promise<string> }> {
  const script = fileURLToPath(new URL('keep-running.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  killed.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => String((await lines.next()).value)
  return { adminUrl: await nextLine(), child, nextLine }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function postmaster(): Promise<number> {
  const file = await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8')
  return Number(file.split('\n')[0])
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const keepRow = 'create table kept (a int); insert into kept values (1)'

test('rows survive a stop and a second start of the embedded server, and stopping it twice is harmless', async () => {
  const first = await start()
  await query(first.adminUrl, keepRow)
  await Promise.all([first.stop(), first.stop()])
  await expect(query(first.adminUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')

  const second = await start()
  expect(await query(second.adminUrl, 'select a from kept')).toEqual([{ a: 1 }])
})

test('the embedded server is durable, uses UTF-8, listens on 127.0.0.1 only and requires a password', async () => {
  const { adminUrl } = await start()
  const settings = await query(
    adminUrl,
    `select name, setting from pg_settings where name in
       ('fsync', 'synchronous_commit', 'full_page_writes', 'server_encoding', 'listen_addresses', 'password_encryption')
     order by name`,
  )
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    server_encoding: 'UTF8',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
  })
  expect(await query(adminUrl, `select lower('ÉŁŻ') as lower`)).toEqual([{ lower: 'éłż' }])
  const wrong = new URL(adminUrl)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  expect((await stat(join(directory, 'postgres.log'))).mode & 0o777).toBe(0o600)
})

test('a second app on the same data folder gets AlreadyRunning; a command that attaches does not stop the server', async () => {
  const owner = await start()
  const refusal = await startEmbedded({ directory, log: () => {} }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(AlreadyRunning)
  expect(String(refusal)).toContain('already running')

  const visitor = await start({ attach: true })
  expect(visitor.adminUrl).toBe(owner.adminUrl)
  await visitor.stop()
  expect(await query(owner.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two concurrent first starts, one owns the embedded server and the other gets AlreadyRunning', async () => {
  const outcomes = await Promise.allSettled([start(), start()])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused[0]).toBeInstanceOf(AlreadyRunning)
})

test('after the embedded server and its owner were killed during a statement, a new start has all committed rows', async () => {
  const { adminUrl, child } = await startElsewhere()
  await query(adminUrl, keepRow)
  const busy = new pg.Client({ connectionString: adminUrl })
  busy.on('error', () => {})
  await busy.connect()
  const ending = busy.query('select count(*) from generate_series(1, 20000000)').catch(() => {})

  await kill(child)
  process.kill(await postmaster(), 'SIGKILL')
  const again = await start()
  expect(await query(again.adminUrl, 'select a from kept')).toEqual([{ a: 1 }])
  await ending
})

test('after only its owner was killed, the next start takes over the running embedded server and can stop it', async () => {
  const { adminUrl, child } = await startElsewhere()
  await kill(child)
  const next = await start()
  expect(next.adminUrl).toBe(adminUrl)
  await next.stop()
  await expect(query(adminUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test.each(['the server', 'one of its children'])(
  'after %s is killed, the embedded server is restarted at the same address',
  async (victim) => {
    let back = () => {}
    const isBack = new Promise<void>((resolve) => {
      back = resolve
    })
    const { adminUrl } = await start({ log: (line) => line.includes('is running again') && back() })
    await query(adminUrl, keepRow)
    const [child] = await query(adminUrl, `select pid from pg_stat_activity where backend_type = 'checkpointer'`)
    process.kill(victim === 'the server' ? await postmaster() : Number(child?.pid), 'SIGKILL')
    await isBack
    expect(await query(adminUrl, 'select a from kept')).toEqual([{ a: 1 }])
  },
)

test('the embedded server starts although the pid in an old pid file now belongs to another process', async () => {
  const first = await start()
  const pidFile = await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8')
  await first.stop()
  const stale = pidFile.replace(/^\d+/, String(process.pid))
  await writeFile(join(directory, 'postgres', 'postmaster.pid'), stale)
  const second = await start()
  expect(await query(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('Ctrl-C in the terminal does not reach the embedded server, which its owner can still query and then stop', async () => {
  const { adminUrl, child, nextLine } = await startElsewhere()
  const gone = once(child, 'exit')
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await nextLine()).toBe('still answers')
  expect(await gone).toEqual([0, null])
  await expect(query(adminUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('startEmbedded names secrets.json in its error if the password in it belongs to other data', async () => {
  const server = await start()
  const secrets = await readFile(join(directory, 'secrets.json'), 'utf8')
  await rm(join(directory, 'secrets.json'))
  await expect(start()).rejects.toThrow('secrets.json')
  await writeFile(join(directory, 'secrets.json'), secrets)
  expect(await query(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})
