import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/**
 * A CSV file as Excel opens it rightly by a double click: byte order mark, comma, CRLF. Text that a spreadsheet would
 * run as a formula gets an apostrophe before it, so that a pupil's name cannot do anything there.
 */
export function writeCsv(headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify([[...headings], ...rows], {
    bom: true,
    record_delimiter: 'windows',
    // Else a lone line feed in a cell stays bare, because only CRLF ends a record.
    quote_record_delimiter: true,
    escape_formulas: true,
  })
}
