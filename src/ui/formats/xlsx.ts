import writeXlsxFile from 'write-excel-file/node'
import type { CsvCell } from './csv.ts'

/** One sheet of a workbook. */
export type WorkbookSheet = { name: string; headings: readonly string[]; rows: readonly (readonly CsvCell[])[] }

/** In characters, by Excel's own measure. */
const widest = 60
const narrowest = 8

const widthOf = (heading: string, cells: readonly CsvCell[]): number => {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), heading.length)
  return Math.max(narrowest, Math.min(widest, longest + 2))
}

/**
 * A workbook for Excel: headings in bold that stay in sight, then the rows. Every text is written as a text, never as a
 * formula, whatever it begins with, so that a pupil's name cannot do anything there.
 */
export async function writeXlsx(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  return writeXlsxFile(
    sheets.map(({ name, headings, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: headings.map((heading, place) => ({
        width: widthOf(
          heading,
          rows.map((row) => row[place] ?? null),
        ),
      })),
      data: [
        headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) =>
          row.map((value) =>
            typeof value === 'number' ? { value, type: Number } : { value: value ?? '', type: String },
          ),
        ),
      ],
    })),
  ).toBuffer()
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
