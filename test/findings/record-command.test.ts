import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordFits } from '../../src/access/password.ts'
import { allSchools, findSignIn } from '../../src/access/user-accounts.ts'
import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import { parseRecord } from '../../src/code-of-practice/record.ts'
import { addMonths } from '../../src/days/calendar.ts'
import { dayInLondon } from '../../src/days/clock.ts'
import { type Demo, ensureDemo } from '../../src/demo.ts'
import { findingsOfPupils } from '../../src/findings/findings.ts'
import type { FindingWithStep } from '../../src/findings/pupil-findings.ts'
import { connect, disconnect } from '../../src/platform/database/client.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'

/*
 * Runs the commands as people do, each in its own process, in a folder with its own `data/demo`.
 */

const tsx = fileURLToPath(import.meta.resolve('tsx'))
const command = (name: string): string => fileURLToPath(new URL(`../../src/bin/${name}.ts`, import.meta.url))
const today = dayInLondon(new Date())

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sen-record-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Running {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

const run = (name: string, args: readonly string[], { input = '', environment = {} }: Running = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', `file://${tsx}`, command(name), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...environment },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })

const startDemo = (more: Partial<Parameters<typeof ensureDemo>[0]> = {}): Promise<Demo> =>
  ensureDemo({ directory: join(folder, 'data/demo'), today, log: () => {}, ...more })

/** The finding in the contract's form. */
const asFinding = ({ pupil, rule, subject, status, dueOn, late }: FindingWithStep): Finding => ({
  pupil,
  rule,
  subject,
  status,
  dueOn,
  late,
})

test('the record command creates the demo school if there is none, and prints only its record', async () => {
  const { code, stdout, stderr } = await run('record', ['--demo'])
  // It may have been begun before midnight, and read the clock after it.
  const days = [today, dayInLondon(new Date())]
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const parsed = parseRecord(JSON.parse(stdout))
  expect(days).toContain(parsed.kept && parsed.record.asOf)
  expect(parsed.kept && parsed.record.pupils.length).toBeGreaterThan(200)
})

test.each([
  ['a day that does not exist', ['--demo', '--as-of', '2026-02-30'], '2026-02-30 is not a day'],
  ['a URN that no school has', ['--demo', '--school', '1'], 'No school has the URN 1'],
  ['an unknown option', ['--dem'], '--dem'],
  ['a register that does not exist yet', [], 'There is no register under data/school yet'],
])('the record command refuses %s and prints nothing to standard output', async (_name, args, why) => {
  const { code, stdout, stderr } = await run('record', args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(why)
})

describe('the record command while the demo is running', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(() => demo.stop())

  test('piping the record command into the rules command gives the findings that pages show, on twelve days', async () => {
    const days = Array.from({ length: 12 }, (_, months) => addMonths(today, -months))
    const records: string[] = []
    for (const day of days) {
      const { code, stdout } = await run('record', ['--demo', '--as-of', day])
      expect(code).toBe(0)
      records.push(stdout)
    }
    const ruled = await run('rules', [], { input: `[${records.join(',')}]` })
    const found: { findings: Finding[] }[] = JSON.parse(ruled.stdout)

    const db = connect(demo.url, { poolSize: 1 })
    const [school] = await allSchools(db)
    const schoolId = school?.schoolId ?? ''
    for (const [index, asOf] of days.entries()) {
      const judged = await inSchool(
        db,
        { schoolId, actorId: null, requestId: 'test' },
        (tx) => findingsOfPupils(tx, { schoolId, asOf, pupilIds: 'all' }),
        { readOnly: true },
      )
      const shown = [...judged.schoolFindings, ...[...judged.findings.values()].flat()]
      expect(shown.length).toBeGreaterThan(100)
      expect(found[index]?.findings).toEqual(shown.map(asFinding))
    }
    await disconnect(db)
  }, 300_000)

  test('with several schools, the record command lists their URNs, and prints the school whose URN is given', async () => {
    const db = connect(demo.url, { poolSize: 1 })
    const schoolId = uuid()
    await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, (tx) =>
      tx.school.create({ data: { id: schoolId, urn: '100001', name: 'Birchwood School' } }),
    )
    await disconnect(db)
    const refused = await run('record', ['--demo'])
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/148923 {2}Ashgrove Academy\n {2}100001 {2}Birchwood School/)
    // DATA_DIR can name any register's folder; the demo's is used here.
    const environment = { DATA_DIR: 'data/demo' }
    const { code, stdout } = await run('record', ['--school', '100001', '--as-of', '2026-03-02'], { environment })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      asOf: '2026-03-02',
      school: { targets: {}, teachingReviews: [], specialistServices: [] },
      pupils: [],
    })
  })
})

describe('the command that runs the demo school', () => {
  const fits = async ({ url, signIns, password }: Demo, tried = password) => {
    const db = connect(url, { poolSize: 1 })
    const found = await Promise.all(signIns.map(({ email }) => findSignIn(db, email)))
    const answers = await Promise.all(found.map((person) => passwordFits(person?.passwordHash ?? null, tried)))
    await disconnect(db)
    return answers
  }
  const allFive = [true, true, true, true, true]

  test('the demo keeps its sign-in password in a file that only its owner can read, until another is set', async () => {
    const first = await startDemo()
    expect(await fits(first)).toEqual(allFive)
    await first.stop()
    const file = await stat(join(folder, 'data/demo/demo-password'))
    expect((file.mode & 0o777).toString(8)).toBe('600')

    const second = await startDemo({ password: 'a password of my own' })
    expect(second.password).toBe('a password of my own')
    expect(await fits(second)).toEqual(allFive)
    expect(await fits(second, first.password)).toEqual(allFive.map(() => false))
    await second.stop()

    const third = await startDemo()
    expect(third.password).toBe('a password of my own')
    await third.stop()
  })

  test('the demo school is rebuilt only if `reset` is given', async () => {
    const urns = async ({ url }: Demo) => {
      const db = connect(url, { poolSize: 1 })
      const schools = await allSchools(db)
      await disconnect(db)
      return schools.map(({ urn }) => urn)
    }
    const kept = await startDemo()
    expect(await urns(kept)).toEqual(['148923', '100001'])
    await kept.stop()
    const anew = await startDemo({ reset: true })
    expect(await urns(anew)).toEqual(['148923'])
    expect(await fits(anew)).toEqual(allFive)
    await anew.stop()
  })
})
