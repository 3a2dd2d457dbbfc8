import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/**
 * Writes a CSV file that Excel opens correctly by a double click: byte order mark, commas, CRLF. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe, to prevent CSV injection.
 */
export function writeCsv(headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify([[...headings], ...rows], {
    bom: true,
    record_delimiter: 'windows',
    // Without this a cell with a line feed would not be quoted, because only CRLF ends a record.
    quote_record_delimiter: true,
    escape_formulas: true,
  })
}
