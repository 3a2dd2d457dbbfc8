import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { evaluate } from '../code-of-practice/evaluate.ts'
import { parseRecord, type SchoolRecord } from '../code-of-practice/record.ts'

/*
 * rules [FILE] writes the findings of a record, or of a list of records, as JSON. Without FILE, or with `-`, it reads
 * standard input. If a record is invalid, it exits with 2, writes the reason to standard error and nothing to standard
 * output.
 */

const STANDARD_INPUT = 0
const REFUSED = 2

class Refusal extends Error {}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * The folder that FILE is relative to. npm runs scripts in the project folder and puts the caller's folder in INIT_CWD.
 */
const calledFrom = (): string => (process.env.npm_lifecycle_event === 'rules' && process.env.INIT_CWD) || process.cwd()

const read = (file: string | undefined): string => {
  const isStandardInput = file === undefined || file === '-'
  try {
    return readFileSync(isStandardInput ? STANDARD_INPUT : resolve(calledFrom(), file), 'utf8')
  } catch (error) {
    throw new Refusal(`Cannot read ${isStandardInput ? 'standard input' : file}: ${reasonOf(error)}`)
  }
}

const BYTE_ORDER_MARK = /^\uFEFF/

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(BYTE_ORDER_MARK, ''))
  } catch (error) {
    throw new Refusal(`Not valid JSON: ${reasonOf(error)}`)
  }
}

const checked = (value: unknown, prefix: string): SchoolRecord => {
  const parsed = parseRecord(value)
  if (parsed.kept) return parsed.record
  const { path, problem } = parsed.fault
  throw new Refusal(`${prefix}${path || 'The record'}: ${problem}`)
}

const findingsOf = (record: SchoolRecord): string => JSON.stringify({ findings: evaluate(record) })

/** Yields the JSON record by record, so that only one record's findings are in memory at a time. */
function* answer(input: unknown): Generator<string> {
  if (!Array.isArray(input)) {
    yield findingsOf(checked(input, ''))
    return
  }
  const records = input.map((value, index) => checked(value, `record ${index}: `))
  yield '['
  for (const [index, record] of records.entries()) yield `${index === 0 ? '' : ','}${findingsOf(record)}`
  yield ']'
}

const drained = (): Promise<void> => new Promise((resume) => process.stdout.once('drain', resume))

const main = async (): Promise<void> => {
  const files = process.argv.slice(2)
  if (files.length > 1) throw new Refusal('Give one file, or none to read standard input')
  for (const piece of answer(parseJson(read(files[0])))) {
    if (!process.stdout.write(piece)) await drained()
  }
  process.stdout.write('\n')
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader closed the pipe (`rules … | head`). This is not an error.
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

try {
  await main()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = REFUSED
}
