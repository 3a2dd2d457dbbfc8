import { describe, expect, it } from 'vitest'
import { isKnownHeading } from '../../src/imports/column-mapping.ts'
import { MAX_COLUMNS, MAX_LINES, readTable } from '../../src/imports/table.ts'

function table(text: string) {
  const reading = readTable(text, isKnownHeading)
  if (!reading.ok) throw new Error(reading.refusal)
  return reading
}

describe('readTable', () => {
  it.each([',', ';', '\t'])('readTable finds the separator %j', (separator) => {
    const text = `${['UPN', 'Surname', 'DOB'].join(separator)}\n${['1', 'a', '2'].join(separator)}\n`
    expect(table(text)).toMatchObject({ separator, headings: ['UPN', 'Surname', 'DOB'], headingLine: 1 })
  })

  it('readTable finds semicolons even where cells contain commas', () => {
    const { separator, rows } = table('UPN;Surname\n1;"Abbott, Jo, and, more"\n2;a,b,c,d\n')
    expect(separator).toBe(';')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Abbott, Jo, and, more'],
      ['2', 'a,b,c,d'],
    ])
  })

  it('readTable skips guidance above the headings and keeps the file’s line numbers', () => {
    const text =
      'Pupil list;as of today, 1 May, Year 6\r\n\r\nFill in every row; see page 2\r\nUPN;Surname;Date of birth\r\n1;a;b\r\n'
    expect(table(text)).toMatchObject({ headingLine: 4, rows: [{ line: 5, cells: ['1', 'a', 'b'] }] })
  })

  it('readTable skips the line in which Excel names the separator', () => {
    expect(table('sep=;\r\nUPN;Surname\r\n1;a')).toMatchObject({ separator: ';', headingLine: 2 })
  })

  it.each(['\n', '\r\n', '\r'])('readTable counts lines that end with %j as an editor does', (end) => {
    const text = ['UPN,Surname', '"1', '2",a', '', ',', '3,b', '4,c'].join(end)
    expect(table(text).rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['1\n2', 'a']],
      [6, ['3', 'b']],
      [7, ['4', 'c']],
    ])
  })

  it('readTable reads quotation marks within cells', () => {
    const { rows } = table('UPN,Surname\n1,"O""Brien"\n2,Jo "Joe" Abbott\n3,"The "Rock""\n')
    expect(rows.map(({ cells }) => cells[1])).toEqual(['O"Brien', 'Jo "Joe" Abbott', '"The "Rock""'])
  })

  it('readTable reports which lines have too few or too many cells', () => {
    const { rows } = table('UPN,Surname,DOB,,\n1,a\n1,a,b\n1,a,b,,,\n1,a,b,,c\n')
    expect(rows.map(({ line, cellsFault }) => [line, cellsFault])).toEqual([
      [2, expect.stringContaining('The line has 2 of 3 cells')],
      [3, null],
      [4, null],
      [5, expect.stringContaining('The line has 5 cells under 3 headings')],
    ])
  })

  it('readTable takes the row with most cells as headings if it recognises no heading', () => {
    expect(table('Our list\nNumber;Called;Born on\n1;a;b\n').headings).toEqual(['Number', 'Called', 'Born on'])
  })

  it.each([
    ['UPN,Surname\n1,a\n2,"b\n3,c\n', 'On line 3 a quotation mark (") opens a cell and is never closed'],
    [`UPN,Surname\n1,a\n"${`${'x'.repeat(50)}\n`.repeat(3000)}",b`, 'On line 3 a quotation mark'],
    [`UPN,Surname\n${','.repeat(200_000)}`, 'Line 2 is too long for a row of a table'],
    [`UPN,Surname\n${'1,a\n'.repeat(MAX_LINES)}`, 'more than 20,000 lines'],
    [`${'UPN,'.repeat(MAX_COLUMNS + 1)}\n1,2`, 'The file has 201 columns'],
    [`${'\n'.repeat(25)}UPN,Surname\n1,a`, 'no headings within its first 20 lines'],
  ])('readTable refuses text that is not a table (%#)', (text, why) => {
    expect(readTable(text, isKnownHeading)).toEqual({ ok: false, refusal: expect.stringContaining(why) })
  })
})
