import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noColumns } from '../../src/imports/column-mapping.ts'
import { type PupilFile, type PupilFileOptions, readPupilFile } from '../../src/imports/read-pupil-file.ts'

const today = '2026-11-24'

function sample(name: string): Uint8Array {
  return readFileSync(new URL(`files/${name}`, import.meta.url))
}

function readFile(bytes: Uint8Array | string, options: Partial<PupilFileOptions> = {}): PupilFile {
  const reading = readPupilFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { today, ...options })
  if (!reading.ok) throw new Error(reading.refusal)
  return reading
}

function pupilAt(file: PupilFile, line: number) {
  return file.pupils.find((row) => row.line === line)?.pupil
}

function messagesOf(file: PupilFile) {
  return file.badLines.map(({ line, faults }) => [line, faults.map(({ field, message }) => [field, message])])
}

/** A file of one pupil with the required columns and these extra headings and cells. */
function oneLine(extra: Record<string, string>): PupilFile {
  const cells = { UPN: 'B801200005001', Surname: 'Abbott', Forename: 'Jo', DOB: '01/02/2016', ...extra }
  return readFile(`${Object.keys(cells).join(';')}\n${Object.values(cells).join(';')}\n`)
}

describe('files as SIMS, Arbor and Bromcom write them', () => {
  it.each([
    ['sims-pupils.csv', 'UTF-8', ',', { lines: 412, K: 48, E: 27, N: 337 }],
    ['arbor-students.csv', 'UTF-8', ',', { lines: 1180, K: 170, E: 48, N: 962 }],
    ['bromcom-students.csv', 'Windows-1252', ';', { lines: 905, K: 122, E: 42, N: 741 }],
  ])('every pupil of %s is read', (name, encoding, separator, expected) => {
    const file = readFile(sample(name))
    const counts = { lines: file.lines, K: 0, E: 0, N: 0 }
    for (const { pupil } of file.pupils) if (pupil.senStatus) counts[pupil.senStatus] += 1
    expect(counts).toEqual(expected)
    expect(file).toMatchObject({ encoding, separator, unknownHeadings: [], missingFields: [], badLines: [] })
    expect(file.pupils).toHaveLength(file.lines)
    for (const { pupil } of file.pupils) expect(pupil.needs.length > 0).toBe(pupil.senStatus !== 'N')
  })

  it('readPupilFile reads a pupil from a SIMS file with all fields', () => {
    expect(pupilAt(readFile(sample('sims-pupils.csv')), 5)).toEqual({
      upn: 'C801241725047',
      misId: '004003',
      legalSurname: 'Adeyemi',
      legalForename: 'Callum',
      preferredSurname: null,
      preferredForename: 'Jo',
      dateOfBirth: '2020-12-29',
      sex: 'F',
      yearGroup: '1',
      registrationGroup: '1A',
      admissionOn: '2025-09-03',
      senStatus: 'K',
      needs: ['ASD'],
      senStatusFrom: null,
      freeSchoolMeals: true,
    })
  })

  it('readPupilFile reads a pupil from an Arbor file with all fields', () => {
    expect(pupilAt(readFile(sample('arbor-students.csv')), 4)).toMatchObject({
      upn: 'H330401218155',
      misId: '70002',
      preferredForename: null,
      dateOfBirth: '2014-05-01',
      sex: 'M',
      yearGroup: '8',
      senStatus: 'K',
      needs: ['MLD'],
      freeSchoolMeals: true,
    })
  })

  it('readPupilFile reads a pupil from a Bromcom file whose name has a letter beyond ASCII', () => {
    expect(pupilAt(readFile(sample('bromcom-students.csv')), 4)).toMatchObject({
      upn: 'E916206822008',
      legalForename: 'Anaïs',
      dateOfBirth: '2018-01-08',
      yearGroup: '4',
      senStatus: 'N',
      freeSchoolMeals: null,
    })
  })
})

describe('broken-pupils.csv', () => {
  const file = readFile(sample('broken-pupils.csv'))

  it('broken-pupils.csv has 19 lines, of which 6 are good', () => {
    expect(file.lines).toBe(19)
    expect(file.pupils.map(({ line }) => line)).toEqual([2, 3, 5, 13, 17, 18])
  })

  it('broken-pupils.csv has 13 bad lines, each with its reason', () => {
    const says = (text: string) => expect.stringContaining(text)
    expect(messagesOf(file)).toEqual([
      [4, [['upn', says('The check letter B does not belong to these digits')]]],
      [6, [['dob', says('February 2018 has 28 days')]]],
      [7, [['legalSurname', 'There is no surname.']]],
      [8, [['upn', says('The UPN is already on line 2.')]]],
      [9, [['yearGroup', says('“Year 15” is no year group')]]],
      [10, [['senStatus', says('“Q” is no SEN status')]]],
      [11, [['senNeed', says('“XYZ” is no type of SEN need')]]],
      [12, [['dob', says('“04/11/2031” is in the future')]]],
      [14, [['upn', says('A UPN is a letter and 12 digits')]]],
      [15, [['upn', 'There is no UPN.']]],
      [16, [['legalSurname', 'The surname has 300 characters. The most is 100.']]],
      [
        19,
        [
          [null, says('The line has 5 of 8 cells')],
          ['dob', says('“2018” is a year, not a whole date')],
        ],
      ],
      [20, [['senStatus', says('“S” is a retired code (a statement)')]]],
    ])
  })

  it('an error in a pupil file names the column’s heading and the text in the cell', () => {
    expect(file.badLines[1]).toMatchObject({
      line: 6,
      faults: [{ line: 6, field: 'dob', heading: 'Date of Birth', typed: '31/02/2018' }],
      cells: ['K801241720066', 'Allen', 'Francesca', '31/02/2018', 'Year 6', '6C', 'N', ''],
    })
  })

  it('a spreadsheet formula in a pupil file is kept as plain text', () => {
    expect(pupilAt(file, 17)?.legalForename).toBe('=HYPERLINK("http://a.example","x")')
  })
})

describe('one line of a pupil file', () => {
  it('a line of a pupil file reports all its errors in the order of its columns', () => {
    const file = oneLine({
      UPN: '12345',
      Surname: '',
      DOB: '2018',
      Sex: 'Q',
      Year: '15',
      'SEN status': 'S',
      'SEN need': 'XYZ',
      FSM: '?',
    })
    const fields = file.badLines[0]?.faults.map(({ field }) => field)
    expect(fields).toEqual([
      'upn',
      'legalSurname',
      'dob',
      'sex',
      'yearGroup',
      'senStatus',
      'senNeed',
      'freeSchoolMeals',
    ])
  })

  it.each([
    [{ 'SEN status': 'K', 'SEN need': 'ASD', 'SEN type 2': 'ASD' }, 'senNeed2', 'ASD stands there twice'],
    [{ 'SEN status': 'K', 'SEN need': 'ASD, SLCN, MLD' }, 'senNeed', 'There are 3 need types'],
    [{ 'SEN status': 'E', 'SEN need': 'NSA' }, 'senNeed', 'NSA (no specialist assessment) goes only with SEN Support'],
    [{ 'Admission date': '01/02/2015' }, 'admission', 'admitted before they were born'],
    [{ DOB: '25/11/2026' }, 'dob', 'is in the future'],
    [{ DOB: '01/02/1986' }, 'dob', 'would make the pupil 40 years old'],
    [{ DOB: '' }, 'dob', 'There is no date of birth.'],
    [{ UPN: '8.01E+11' }, 'upn', 'A spreadsheet has turned this UPN'],
    [{ 'SEN start date': 'soon' }, 'senStart', '“soon” is no date'],
    [{ Reg: 'x'.repeat(51) }, 'regGroup', 'The registration group has 51 characters'],
  ])('a pupil file’s line with %j is refused', (cells, field, why) => {
    expect(messagesOf(oneLine(cells))).toEqual([[2, [[field, expect.stringContaining(why)]]]])
  })

  it.each([
    [{ DOB: today }, { dateOfBirth: today }],
    [
      { 'SEN status': 'K', 'SEN need': 'NSA' },
      { senStatus: 'K', needs: ['NSA'] },
    ],
    [{ 'SEN status': '' }, { senStatus: 'N', needs: [] }],
    [{}, { senStatus: null, needs: [], yearGroup: null, sex: null }],
    [
      { 'SEN status': 'E', 'SEN start date': '3 Sep 2024' },
      { senStatus: 'E', senStatusFrom: '2024-09-03' },
    ],
    [{ 'Admission date': '03/09/2027' }, { admissionOn: '2027-09-03' }],
  ])('a pupil file’s line with %j is accepted', (cells, expected) => {
    expect(oneLine(cells)).toMatchObject({ badLines: [], pupils: [{ line: 2, pupil: expected }] })
  })

  it('a line with too many cells reports only that, because its cells may be in the wrong columns', () => {
    const file = readFile('UPN,Surname,Forename,DOB\nB801200005001,Abbott,of Kent,Jo,01/02/2016\n')
    expect(messagesOf(file)).toEqual([[2, [[null, expect.stringContaining('5 cells under 4 headings')]]]])
  })

  it('a UPN that a file repeats is an error in any spelling, even if the earlier line is refused', () => {
    const file = readFile(
      'UPN,Surname,Forename,DOB\nB801200005001,,Jo,01/02/2016\nb801200005001,Abbott,Jo,01/02/2016\n',
    )
    expect(file.badLines.map(({ line }) => line)).toEqual([2, 3])
    expect(file.badLines[1]?.faults).toMatchObject([
      { field: 'upn', message: expect.stringContaining('already on line 2') },
    ])
  })

  it('a pupil file can have surname and forename in one column', () => {
    const file = readFile(
      'UPN,Surname Forename,DOB\nB801200005001,Abbott Jo,01/02/2016\nP207000016049,de la Cruz Ana,01/02/2016\n',
    )
    expect(file.pupils).toMatchObject([{ line: 2, pupil: { legalSurname: 'Abbott', legalForename: 'Jo' } }])
    expect(messagesOf(file)).toEqual([[3, [['fullName', expect.stringContaining('“de la Cruz Ana”')]]]])
  })
})

describe('the user’s choice of columns in a pupil file', () => {
  const text = 'Number;Born;Last;First;Year\nB801200005001;01/02/2016;Abbott;Jo;6\n'

  it('the user is asked to choose columns if required ones are not recognised in the file', () => {
    expect(readFile(text)).toMatchObject({
      missingFields: ['upn', 'legalSurname', 'legalForename', 'dob'],
      unknownHeadings: ['Number', 'Born', 'Last', 'First'],
      pupils: [],
      badLines: [],
      lines: 1,
    })
  })

  it('the columns that the user chose are used to read the file', () => {
    const mapping = { ...noColumns(), upn: 0, dob: 1, legalSurname: 2, legalForename: 3 }
    expect(readFile(text, { mapping })).toMatchObject({
      mapping,
      unknownHeadings: ['Year'],
      pupils: [{ line: 2, pupil: { upn: 'B801200005001', legalSurname: 'Abbott', yearGroup: null } }],
    })
  })

  it('a choice of columns that the file does not have is refused', () => {
    const mapping = { ...noColumns(), upn: 9 }
    expect(readPupilFile(Buffer.from(text), { today, mapping })).toEqual({
      ok: false,
      refusal: 'The column chosen for “UPN” is not in this file.',
    })
  })
})

describe('files that are not lists of pupils', () => {
  it.each([
    ['UPN,Surname,Forename,DOB\r\n,,,\r\n', 'The file has headings on line 1 and no pupils below them.'],
    ['%PDF-1.7', 'This is a PDF'],
    ['UPN,Surname\n1,"a\n', 'On line 2 a quotation mark'],
  ])('readPupilFile refuses a file that contains %j', (text, why) => {
    expect(readPupilFile(Buffer.from(text), { today })).toEqual({ ok: false, refusal: expect.stringContaining(why) })
  })

  it('readPupilFile never throws, whatever the bytes, and accepts or reports every line', () => {
    const headings = Buffer.from('UPN,Legal Surname,Legal Forename,DOB,Year,SEN status,SEN need,SEN type 2\n')
    const line = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('B801200005001', '01/02/2016', 'K', '"', '1 SLCN;')),
      {
        maxLength: 10,
      },
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }).map((tail) => Buffer.concat([headings, tail])),
      fc
        .array(line)
        .map((lines) => Buffer.concat([headings, Buffer.from(lines.map((cells) => cells.join(',')).join('\n'))])),
    )
    fc.assert(
      fc.property(bytes, (content) => {
        const reading = readPupilFile(content, { today })
        const accounted = reading.ok
          ? reading.missingFields.length > 0 || reading.pupils.length + reading.badLines.length === reading.lines
          : reading.refusal.length > 0
        expect(accounted).toBe(true)
        if (reading.ok) for (const { faults } of reading.badLines) expect(faults).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})
