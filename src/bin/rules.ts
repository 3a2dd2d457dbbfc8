import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { evaluate } from '../code-of-practice/evaluate.ts'
import { parseRecord, type SchoolRecord } from '../code-of-practice/record.ts'

/*
 * rules [FILE]: the findings of a record, or of a list of records, as JSON. Reads standard input without a file or
 * with `-`. Whatever cannot be judged: exit 2, the reason on standard error, nothing on standard output.
 */

const STANDARD_INPUT = 0
const REFUSED = 2

class Refusal extends Error {}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** npm runs a script in the project's folder and keeps the one it was called from, which a path is meant from. */
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

/** Piece by piece, so that a long list of records needs memory for the findings of one record only. */
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
  // Whoever reads has had enough (`rules … | head`): no fault of ours.
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

try {
  await main()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = REFUSED
}
