import { CsvError, parse } from 'csv-parse/sync'

/**
 * The most lines and columns in a file. A trust's largest school has fewer than 4,000 pupils, and a report has a few
 * dozen columns.
 */
export const MAX_LINES = 20_000
export const MAX_COLUMNS = 200

/** The most characters in one row. A longer row means an unclosed quotation mark, or that the file is not a table. */
const MAX_ROW_CHARACTERS = 100_000

/** Reports may have guidance above the headings, but never more lines of it than this. */
const HEADINGS_WITHIN_LINES = 20

const SEPARATORS = [',', ';', '\t'] as const

export type Separator = (typeof SEPARATORS)[number]

/**
 * `line` is the row's first line in the file, counted from 1. `cellsFault` is an error message if the row has too few
 * or too many cells, otherwise null.
 */
export type TableRow = { line: number; cells: readonly string[]; cellsFault: string | null }

type Table =
  | { ok: true; separator: Separator; headings: string[]; headingLine: number; rows: TableRow[] }
  | { ok: false; refusal: string }

type CsvRecord = { line: number; cells: string[] }
type Records = { records: CsvRecord[]; refusal: string | null }
type Candidate = { separator: Separator; headings: CsvRecord; known: number; filled: number }

/**
 * Reads the headings and rows of a CSV file. The heading row is the one among the first 20 lines with most known
 * headings; the lines above it are guidance. The separator is the one that gives most known headings. Blank rows are
 * left out.
 */
export function readTable(text: string, isHeading: (cell: string) => boolean): Table {
  const normalised = text.replace(/\r\n?/g, '\n')
  const lines = normalised.split('\n')
  if (lines.length > MAX_LINES + 1) {
    return refuse(
      `The file has more than ${MAX_LINES.toLocaleString('en-GB')} lines: it is not a list of one school’s pupils.`,
    )
  }
  const endless = lines.findIndex((line) => line.length > MAX_ROW_CHARACTERS)
  if (endless !== -1) return refuse(`Line ${endless + 1} is too long for a row of a table: this is not a CSV file.`)

  const best = SEPARATORS.flatMap((separator) => candidates(normalised, separator, isHeading)).reduce<Candidate | null>(
    (leading, next) => (leading === null || isBetter(next, leading) ? next : leading),
    null,
  )
  if (best === null) return refuse('The file has no headings within its first 20 lines.')
  const headings = best.headings.cells.map((cell) => cell.normalize('NFC').trim().replace(/\s+/g, ' '))
  const width = headings.findLastIndex((heading) => heading !== '') + 1
  if (width > MAX_COLUMNS) return refuse(`The file has ${width} columns. The most that can be read is ${MAX_COLUMNS}.`)

  const { records, refusal } = readRecords(normalised, best.separator)
  if (refusal !== null) return refuse(refusal)
  const rows = records
    .filter(({ line, cells }) => line > best.headings.line && cells.some((cell) => cell.trim() !== ''))
    .map((record) => ({ ...record, cellsFault: cellsFault(record.cells, width) }))
  return {
    ok: true,
    separator: best.separator,
    headings: headings.slice(0, width),
    headingLine: best.headings.line,
    rows,
  }
}

function candidates(text: string, separator: Separator, isHeading: (cell: string) => boolean): Candidate[] {
  return readRecords(text, separator, HEADINGS_WITHIN_LINES)
    .records.filter(({ line }) => line <= HEADINGS_WITHIN_LINES)
    .map((headings) => ({
      separator,
      headings,
      known: headings.cells.filter(isHeading).length,
      filled: headings.cells.filter((cell) => cell.trim() !== '').length,
    }))
    .filter(({ filled }) => filled > 0)
}

function isBetter(next: Candidate, leading: Candidate): boolean {
  return next.known > leading.known || (next.known === leading.known && next.filled > leading.filled)
}

/** Each record of the text with its first line, up to the first record that cannot be parsed. */
function readRecords(text: string, separator: Separator, atMost?: number): Records {
  const records: CsvRecord[] = []
  let lastLine = 0
  try {
    parse(text, {
      delimiter: separator,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_ROW_CHARACTERS,
      to: atMost ?? -1,
      on_record: (cells, { lines }) => {
        records.push({ line: lastLine + 1, cells })
        lastLine = lines
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const refusal = `On line ${lastLine + 1} a quotation mark (") opens a cell and is never closed, so where that cell ends cannot be told. Correct that line, or export the file again.`
    return { records, refusal }
  }
  return { records, refusal: null }
}

function cellsFault(cells: readonly string[], width: number): string | null {
  if (cells.length < width) {
    return `The line has ${cells.length} of ${width} cells: something is missing or the line was cut off.`
  }
  if (cells.slice(width).every((cell) => cell.trim() === '')) return null
  return `The line has ${cells.length} cells under ${width} headings: perhaps a cell holds the separator without quotation marks around it.`
}

function refuse(refusal: string): Table {
  return { ok: false, refusal }
}
