import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../../src/ui/formats/csv.ts'

describe('writeCsv', () => {
  it('writeCsv writes a byte order mark, commas and CRLF, and quotes cells with quotes, commas or line feeds', () => {
    expect(
      writeCsv(
        ['Pupil', 'Late'],
        [
          ['Zoë "Zo" O’Brien, 4B', 2],
          ['two\nlines', null],
        ],
      ),
    ).toBe('\ufeffPupil,Late\r\n"Zoë ""Zo"" O’Brien, 4B",2\r\n"two\nlines",\r\n')
  })

  it.each(['=HYPERLINK("http://a.example","x")', '+44', '-x', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'writeCsv puts an apostrophe before the formula %j in cells and headings',
    (formula) => {
      const [headings, row] = parse(writeCsv([formula], [[formula]]), { bom: true, record_delimiter: '\r\n' })
      expect(headings).toEqual([`'${formula}`])
      expect(row).toEqual([`'${formula}`])
    },
  )

  it('writeCsv does not put an apostrophe before negative numbers', () => {
    expect(writeCsv(['Days'], [[-5]])).toBe('\ufeffDays\r\n-5\r\n')
  })

  it('writeCsv writes cells that read back unchanged, except for the apostrophe before formulas', () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const back = parse(writeCsv(['A', 'B'], rows), { bom: true, record_delimiter: '\r\n' })
        const undone = back.slice(1).map((cells) => cells.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')))
        expect(undone).toEqual(rows.map((cells) => cells.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))))
      }),
    )
  })
})
