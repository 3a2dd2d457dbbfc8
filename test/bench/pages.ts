import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { hashPassword } from '../../src/access/password.ts'
import { addUser } from '../../src/access/user-accounts.ts'
import { connect, disconnect } from '../../src/platform/database/client.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { appRoleName, appUrl, migrate } from '../../src/platform/database/migrate.ts'
import { readSecrets } from '../../src/platform/database/secrets.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/embedded.ts'
import { firstSchool, onRegister, writeBigSchools } from './pages/big-school.ts'

/*
 * Compares the register, a pupil page and the compliance report with bare Express routes. The school has 1,500 pupils,
 * 300 of them on the register with three years of history. Each bare route fetches only the rows that the page shows,
 * in one statement, and sends a page of the same size. The first run has one such school in the database, the second
 * has fifty. Requests run one at a time, alternating between app and bare route, so that a slow moment of the machine
 * affects both.
 */

const rounds = Number(process.env.ROUNDS ?? 300)
const manySchools = Number(process.env.SCHOOLS ?? 50)
const email = 'senco@bench.example'
const password = 'only for the bench'
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

type Sent = { status: number; body: string; cookies: string[]; location: string; ms: number }

function ask(port: number, path: string, { cookie = '', form = '' } = {}): Promise<Sent> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      ...(form
        ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)) }
        : {}),
    }
    const sending = request(
      { agent, host: '127.0.0.1', port, path, method: form ? 'POST' : 'GET', headers },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString(),
            cookies: response.headers['set-cookie'] ?? [],
            location: response.headers.location ?? '',
            ms: performance.now() - begun,
          }),
        )
      },
    )
    sending.on('error', reject)
    sending.end(form)
  })
}

const cookieOf = ({ cookies }: Sent): string => cookies.map((cookie) => cookie.split(';')[0]).join('; ')

async function signIn(port: number): Promise<string> {
  const page = await ask(port, '/sign-in')
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const answer = await ask(port, '/sign-in', {
    cookie: cookieOf(page),
    form: new URLSearchParams({ _csrf: token, email, password }).toString(),
  })
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`)
  return cookieOf(answer)
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const ms = (value: number): string => `${value.toFixed(1).padStart(7)} ms`

type Measured = { name: string; median: number }

async function measure(url: string, adminUrl: string, title: string): Promise<Measured[]> {
  const child = fork(fileURLToPath(new URL('pages/server.ts', import.meta.url)), [url, adminUrl], {
    execArgv: ['--import', 'tsx'],
  })
  try {
    const died = once(child, 'exit').then(() => Promise.reject(new Error('the server of the bench ended')))
    const [ports] = await Promise.race([once(child, 'message'), died])
    died.catch(() => {})
    const { app, bare } = z.object({ app: z.number(), bare: z.number() }).parse(ports)
    const cookie = await signIn(app)
    const { body } = await ask(app, '/register', { cookie })
    const pupilId = /\/pupils\/([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
    const countStatements = async (): Promise<number> => {
      child.send('statements')
      const [message] = await once(child, 'message')
      return z.object({ statements: z.number() }).parse(message).statements
    }
    console.log(`\n${title}`)
    console.log('                 page: median        p99     bare: median        p99    ratio   statements       size')
    const measured: Measured[] = []
    for (const [name, path, barePath] of [
      ['register', '/register', '/register?'],
      ['pupil page', `/pupils/${pupilId}`, `/pupil?id=${pupilId}&`],
      ['report', '/report', '/report?'],
    ] as const) {
      const cold = await ask(app, path, { cookie })
      if (cold.status !== 200) throw new Error(`${path} answered ${cold.status}`)
      const size = Buffer.byteLength(cold.body)
      await countStatements()
      await ask(app, path, { cookie })
      const statements = await countStatements()
      const [page, plain]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds + 20; round += 1) {
        const [ours, theirs] = [await ask(app, path, { cookie }), await ask(bare, `${barePath}size=${size}`)]
        if (ours.status !== 200 || theirs.status !== 200) throw new Error(`${path} failed in round ${round}`)
        if (round < 20) continue
        page.push(ours.ms)
        plain.push(theirs.ms)
      }
      page.sort((one, other) => one - other)
      plain.sort((one, other) => one - other)
      const [median, bareMedian] = [at(page, 0.5), at(plain, 0.5)]
      measured.push({ name, median })
      console.log(
        `${name.padEnd(17)}${ms(median)}  ${ms(at(page, 0.99))}      ${ms(bareMedian)}  ${ms(at(plain, 0.99))}   ${(median / bareMedian).toFixed(2).padStart(6)}   ${String(statements).padStart(10)}  ${(size / 1024).toFixed(0).padStart(6)} KB`,
      )
    }
    await measureYear(
      app,
      cookie,
      countStatements,
      measured.find(({ name }) => name === 'report')?.median ?? Number.NaN,
    )
    return measured
  } finally {
    child.kill()
  }
}

/**
 * Measures the report as of twelve month-ends on one page, and compares it with a single report. Then once as of an
 * earlier month, when nothing is in the cache and all pupils are judged for each month-end.
 */
async function measureYear(
  app: number,
  cookie: string,
  countStatements: () => Promise<number>,
  report: number,
): Promise<void> {
  const page: number[] = []
  const monthsAgo = new Date(Date.now() - 70 * 86_400_000).toISOString().slice(0, 10)
  const first = await ask(app, `/report/over-time?asOf=${monthsAgo}`, { cookie })
  await ask(app, '/report/over-time', { cookie })
  await countStatements()
  await ask(app, '/report/over-time', { cookie })
  const statements = await countStatements()
  for (let round = 0; round < Math.max(5, rounds / 15); round += 1) {
    const { status, ms: took } = await ask(app, '/report/over-time', { cookie })
    if (status !== 200) throw new Error(`/report/over-time answered ${status}`)
    page.push(took)
  }
  page.sort((one, other) => one - other)
  const median = at(page, 0.5)
  console.log(
    `${'over the year'.padEnd(17)}${ms(median)}  ${ms(at(page, 0.99))}   ${(median / report).toFixed(1)} times the report, ${statements} statements; first request${ms(first.ms)}`,
  )
}

async function addSenco(url: string): Promise<void> {
  const db = connect(url, { poolSize: 1 })
  const passwordHash = await hashPassword(password)
  await inSchool(db, { schoolId: firstSchool, actorId: null, requestId: 'bench' }, async (tx) => {
    const userId = await addUser(tx, { userId: uuidv7(), email, passwordHash })
    await tx.staffMember.create({
      data: {
        schoolId: firstSchool,
        id: uuidv7(),
        userId,
        role: 'senco',
        name: 'Bench SENCO',
        email,
        startedOn: toDate('2020-09-01'),
      },
      select: { id: true },
    })
  })
  await disconnect(db)
}

const directory = await mkdtemp(join(tmpdir(), 'sen-bench-'))
const server = await startEmbedded({ directory, log: console.error })
try {
  const { appRolePassword } = await readSecrets(directory)
  const appRole = { name: appRoleName, password: appRolePassword }
  await migrate({ adminUrl: server.adminUrl, appRole })
  const url = appUrl(server.adminUrl, appRole)
  await writeBigSchools(server.adminUrl, 1)
  await addSenco(url)
  const one = await measure(
    url,
    server.adminUrl,
    `One school: 1,500 pupils, ${onRegister} on the register, ${rounds} requests each`,
  )
  const begun = performance.now()
  await writeBigSchools(server.adminUrl, manySchools)
  const many = await measure(
    url,
    server.adminUrl,
    `${manySchools} such schools (written in ${((performance.now() - begun) / 1000).toFixed(0)} s)`,
  )
  console.log(`\n${manySchools} schools compared with one, by median:`)
  for (const { name, median } of many) {
    const alone = one.find((page) => page.name === name)?.median ?? Number.NaN
    console.log(`${name.padEnd(17)}${(median / alone).toFixed(2)}`)
  }
} finally {
  await server.stop()
  await rm(directory, { recursive: true })
}
