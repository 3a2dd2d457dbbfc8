import { describe, expect, it } from 'vitest'
import {
  checkMapping,
  FIELDS,
  isKnownHeading,
  missingFields,
  noColumns,
  proposeMapping,
  rememberMapping,
  unusedHeadings,
} from '../../src/imports/column-mapping.ts'

describe('proposeMapping', () => {
  it.each([
    ['Date of Birth', 'dob'],
    ['DateOfBirth', 'dob'],
    [' DATE_OF_BIRTH: ', 'dob'],
    ['\ufeffUPN', 'upn'],
    ['source_pupil_ref', 'upn'],
    ['Last name', 'legalSurname'],
    ['PreferredFirstName', 'preferredForename'],
    ['NCYearActual', 'yearGroup'],
    ['Form/Tutor Group', 'regGroup'],
    ['SENProvision', 'senStatus'],
    ['SEN Need Type Ranked', 'senNeed'],
    ['SENType2', 'senNeed2'],
    ['Enrolled from', 'admission'],
    ['FSM Eligible', 'freeSchoolMeals'],
    ['Surname Forename', 'fullName'],
  ])('proposeMapping recognises the heading %j', (heading, field) => {
    expect(isKnownHeading(heading)).toBe(true)
    expect(proposeMapping([heading])).toEqual({ ...noColumns(), [field]: 0 })
  })

  it('proposeMapping prefers the column of the legal name, and uses no column twice', () => {
    const headings = ['Surname', 'Forename', 'Legal Surname', 'Legal Forename', 'UPN', 'UPN', 'Pupil name']
    const mapping = proposeMapping(headings)
    expect(mapping).toEqual({ ...noColumns(), legalSurname: 2, legalForename: 3, upn: 4 })
    expect(unusedHeadings(mapping, headings)).toEqual(['Surname', 'Forename', 'UPN', 'Pupil name'])
  })

  it('proposeMapping uses the headings chosen last time, wherever their columns are now', () => {
    const before = ['UPN', 'Called', 'Surname', 'DOB', 'Year']
    const chosen = { ...proposeMapping(before), legalForename: 1, yearGroup: null }
    const now = ['Year', 'Surname', 'Called', 'DOB', 'UPN', 'Forename']
    const mapping = proposeMapping(now, rememberMapping(chosen, before))
    expect(mapping).toEqual({ ...noColumns(), upn: 4, legalSurname: 1, legalForename: 2, dob: 3 })
  })
})

describe('missingFields', () => {
  it('missingFields lists UPN, names and date of birth when no column is chosen', () => {
    expect(missingFields(noColumns())).toEqual(['upn', 'legalSurname', 'legalForename', 'dob'])
  })

  it('missingFields accepts one column with the full name instead of two', () => {
    expect(missingFields({ ...noColumns(), upn: 0, fullName: 1, dob: 2 })).toEqual([])
    expect(missingFields({ ...noColumns(), upn: 0, legalSurname: 1, dob: 2 })).toEqual(['legalForename'])
  })
})

describe('checkMapping', () => {
  it('checkMapping accepts columns that the file has, each chosen once', () => {
    expect(checkMapping({ ...noColumns(), upn: 0, dob: 1 }, ['UPN', 'DOB'])).toEqual([])
  })

  it.each([2, -1, 0.5, Number.NaN])(
    'checkMapping refuses the column number %s in a file with two columns',
    (column) => {
      expect(checkMapping({ ...noColumns(), dob: column }, ['UPN', 'DOB'])).toEqual([
        { field: 'dob', message: 'The column chosen for “Date of birth” is not in this file.' },
      ])
    },
  )

  it('checkMapping refuses one column for two fields', () => {
    expect(checkMapping({ ...noColumns(), upn: 0, misId: 0 }, ['UPN'])).toEqual([
      { field: 'misId', message: 'The column “UPN” is chosen for both “UPN” and “Number in your school’s system”.' },
    ])
  })
})

it('noColumns has every field of a pupil, with no column chosen', () => {
  expect(Object.keys(noColumns()).toSorted()).toEqual(FIELDS.toSorted())
})
