import type { Day } from '../days/calendar.ts'
import {
  checkMapping,
  type Field,
  isKnownHeading,
  type Mapping,
  missingFields,
  proposeMapping,
  type RememberedColumns,
  unusedHeadings,
} from './column-mapping.ts'
import { decode, type Encoding } from './decode.ts'
import { type CellFault, faultAt, type ImportedPupil, pupilReader } from './pupil-row.ts'
import { readTable, type Separator, type TableRow } from './table.ts'
import { parseUpn } from './upn.ts'

/** A line that cannot be imported: its errors, and its cells as typed, in the order of the headings. */
type BadLine = { line: number; faults: CellFault[]; cells: readonly string[] }

/**
 * A pupil file as read. `lines` counts the lines below the headings that are not blank. While required columns are
 * missing (`missingFields`), there are no pupils and no bad lines: the user has to choose the columns first.
 */
export type PupilFile = {
  ok: true
  encoding: Encoding
  separator: Separator
  headings: string[]
  mapping: Mapping
  unknownHeadings: string[]
  missingFields: Field[]
  pupils: { line: number; pupil: ImportedPupil }[]
  badLines: BadLine[]
  lines: number
}

type PupilFileReading = { ok: false; refusal: string } | PupilFile

/**
 * `today` is YYYY-MM-DD in Europe/London. `mapping` is the user's confirmed choice of columns. Without it, columns are
 * proposed by their headings, starting with those `remembered` from last time.
 */
export type PupilFileOptions = { today: Day; mapping?: Mapping; remembered?: RememberedColumns }

/**
 * Reads pupils from an uploaded CSV file. Every line becomes a pupil or a bad line with all its errors. Never throws
 * because of the file's content: a file that is not a list of pupils is refused with a message for the SENCO.
 */
export function readPupilFile(bytes: Uint8Array, options: PupilFileOptions): PupilFileReading {
  const decoded = decode(bytes)
  if (!decoded.ok) return decoded
  const table = readTable(decoded.text, isKnownHeading)
  if (!table.ok) return table
  const { separator, headings, rows } = table
  if (rows.length === 0) {
    return { ok: false, refusal: `The file has headings on line ${table.headingLine} and no pupils below them.` }
  }
  const mapping = options.mapping ?? proposeMapping(headings, options.remembered)
  const [mappingFault] = checkMapping(mapping, headings)
  if (mappingFault) return { ok: false, refusal: mappingFault.message }
  const missing = missingFields(mapping)
  const read = missing.length > 0 ? { pupils: [], badLines: [] } : readRows(rows, headings, mapping, options.today)
  return {
    ok: true,
    encoding: decoded.encoding,
    separator,
    headings,
    mapping,
    unknownHeadings: unusedHeadings(mapping, headings),
    missingFields: missing,
    ...read,
    lines: rows.length,
  }
}

function readRows(rows: readonly TableRow[], headings: readonly string[], mapping: Mapping, today: Day) {
  const readPupil = pupilReader(headings, mapping, today)
  const firstLineOf = new Map<string, number>()
  const pupils: PupilFile['pupils'] = []
  const badLines: BadLine[] = []
  for (const row of rows) {
    const reading = readPupil(row)
    const repeated = repeatedUpn(row, headings, mapping, firstLineOf)
    if (reading.ok && repeated === null) pupils.push({ line: row.line, pupil: reading.pupil })
    else {
      const faults = [...(repeated === null ? [] : [repeated]), ...(reading.ok ? [] : reading.faults)]
      badLines.push({ line: row.line, faults, cells: row.cells })
    }
  }
  return { pupils, badLines }
}

/**
 * The error if an earlier line, good or bad, has the same UPN (unique pupil number); otherwise none. Notes the first
 * line with each UPN.
 */
function repeatedUpn(
  row: TableRow,
  headings: readonly string[],
  mapping: Mapping,
  firstLineOf: Map<string, number>,
): CellFault | null {
  const reading = parseUpn(row.cells[mapping.upn ?? -1] ?? '')
  if (!reading.ok) return null
  const firstLine = firstLineOf.get(reading.upn)
  if (firstLine === undefined) {
    firstLineOf.set(reading.upn, row.line)
    return null
  }
  return faultAt(
    'upn',
    `The UPN is already on line ${firstLine}. Each pupil has a UPN of their own.`,
    row,
    headings,
    mapping,
  )
}
