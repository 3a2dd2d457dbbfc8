import writeXlsxFile from 'write-excel-file/node'
import type { CsvCell } from './csv.ts'

/** One sheet of a workbook. */
export type WorkbookSheet = { name: string; headings: readonly string[]; rows: readonly (readonly CsvCell[])[] }

/** The largest and the smallest width of a column, in Excel's unit (characters). */
const widest = 60
const narrowest = 8

const widthOf = (heading: string, cells: readonly CsvCell[]): number => {
  const longest = cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), heading.length)
  return Math.max(narrowest, Math.min(widest, longest + 2))
}

/**
 * Writes an Excel workbook with bold headings that stay visible when scrolling. Every text is stored as text, so that
 * text that looks like a formula is never run.
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
