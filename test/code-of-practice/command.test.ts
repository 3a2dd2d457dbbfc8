import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { record } from './build.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rules-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command in its own process, as a school does. `input` is its standard input. */
const rules = (args: readonly string[], input: string | Buffer = ''): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const program = spawn('npm', ['run', '--silent', 'rules', '--', ...args], { cwd: PROJECT })
    let out = ''
    let err = ''
    program.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
    })
    program.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece
    })
    program.on('error', reject)
    program.on('close', (code) => resolve({ code, out, err }))
    program.stdin.on('error', () => undefined)
    program.stdin.end(input)
  })

const fileWith = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const caseNamed = (name: string) => JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), 'utf8'))

const good = caseNamed('05-sen-support-all-done')
const bad = caseNamed('invalid/02-impossible-date')

describe('the rules command', () => {
  test('the rules command prints the findings of the record in a file', async () => {
    const { code, out, err } = await rules([fileWith('good.json', JSON.stringify(good.record))])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual({ findings: good.findings })
  })

  test.each([[[]], [['-']]])(
    'the rules command prints the findings of standard input if called with arguments %j',
    async (args) => {
      const { code, out } = await rules(args, JSON.stringify(good.record))
      expect(code).toBe(0)
      expect(JSON.parse(out)).toEqual({ findings: good.findings })
    },
  )

  test('the rules command prints a list of findings for a list of 400 records', async () => {
    const { code, out } = await rules([], JSON.stringify(Array.from({ length: 400 }, () => good.record)))
    expect(code).toBe(0)
    const answers = JSON.parse(out)
    expect(answers).toHaveLength(400)
    expect(answers[399]).toEqual({ findings: good.findings })
  })

  test('the rules command prints an empty list for an empty list', async () => {
    expect(await rules([], '[]')).toEqual({ code: 0, out: '[]\n', err: '' })
  })

  test('the rules command accepts a file that begins with a byte order mark', async () => {
    const { code } = await rules([fileWith('bom.json', `\uFEFF${JSON.stringify(record())}`)])
    expect(code).toBe(0)
  })
})

describe('the rules command exits with 2 and writes nothing to standard output', () => {
  test('the rules command refuses an invalid record, and its message begins with the path', async () => {
    const { code, out, err } = await rules([], JSON.stringify(bad.record))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^pupils\.0\.concerns\.1\.raisedOn: is not a day of the calendar/)
  })

  test('the rules command refuses a list with one invalid record, and its message says which', async () => {
    const { code, out, err } = await rules([], JSON.stringify([good.record, good.record, bad.record]))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^record 2: pupils\.0\.concerns\.1\.raisedOn: /)
  })

  test.each([
    ['invalid JSON', '{"asOf":', /^Not valid JSON: /],
    ['empty input', '', /^Not valid JSON: /],
    ['a number', '7', /^The record: must be an object, not a number/],
  ])('the rules command refuses %s', async (_about, input, message) => {
    const { code, out, err } = await rules([], input)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  test.each([
    ['a missing file', [join(folder, 'absent.json')], /^Cannot read .*absent\.json: /],
    ['a folder', [folder], /^Cannot read /],
    ['two files', ['a.json', 'b.json'], /^Give one file/],
  ])('the rules command refuses %s given as its argument', async (_about, args, message) => {
    const { code, out, err } = await rules(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

test('the rules command exits with 0 if its reader closes the pipe early', async () => {
  const file = fileWith('long.json', JSON.stringify(Array.from({ length: 400 }, () => good.record)))
  const shell = spawn('sh', ['-c', `npm run --silent rules -- "${file}" | head -c 10`], { cwd: PROJECT })
  let err = ''
  shell.stderr.setEncoding('utf8').on('data', (piece: string) => {
    err += piece
  })
  const code = await new Promise((resolve) => shell.on('close', resolve))
  expect([code, err]).toEqual([0, ''])
})
