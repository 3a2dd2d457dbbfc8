/** What a column of a pupil file can hold, in the order in which the page lists the fields. */
export const FIELDS = [
  'upn',
  'misId',
  'legalSurname',
  'legalForename',
  'fullName',
  'preferredSurname',
  'preferredForename',
  'dob',
  'sex',
  'yearGroup',
  'regGroup',
  'admission',
  'senStatus',
  'senNeed',
  'senNeed2',
  'senStart',
  'freeSchoolMeals',
] as const

export type Field = (typeof FIELDS)[number]

/** The number of each field's column, counted from 0; null if the file has no column for the field. */
export type Mapping = Record<Field, number | null>

/**
 * The heading chosen for each field last time; null if the user chose no column for it. Headings are kept because
 * columns move.
 */
export type RememberedColumns = Partial<Record<Field, string | null>>

/** An error in the user's choice of columns: the field that it is at, and the message. */
type MappingFault = { field: Field; message: string }

export const FIELD_LABELS: Record<Field, string> = {
  upn: 'UPN',
  misId: 'Number in your school’s system',
  legalSurname: 'Legal surname',
  legalForename: 'Legal forename',
  fullName: 'Surname and forename in one column',
  preferredSurname: 'Preferred surname',
  preferredForename: 'Preferred forename',
  dob: 'Date of birth',
  sex: 'Sex',
  yearGroup: 'Year group',
  regGroup: 'Registration group',
  admission: 'Admission date',
  senStatus: 'SEN status',
  senNeed: 'SEN need',
  senNeed2: 'Second SEN need',
  senStart: 'SEN status since',
  freeSchoolMeals: 'Free school meals',
}

/**
 * Headings used by SIMS, Arbor, Bromcom and others. Where a file has two of them, the one listed first here is taken.
 */
const HEADINGS: Record<Field, readonly string[]> = {
  upn: ['upn', 'unique pupil number', 'source_pupil_ref', 'pupil upn'],
  misId: [
    'arbor student id',
    'globally unique student id',
    'admission number',
    'adno',
    'adm no',
    'mis id',
    'student id',
    'pupil id',
    'upi',
  ],
  legalSurname: ['legal surname', 'legal last name', 'surname', 'last name', 'family name'],
  legalForename: ['legal forename', 'legal first name', 'forename', 'first name', 'given name'],
  fullName: ['surname forename', 'name', 'student', 'full name', 'pupil name'],
  preferredSurname: ['preferred surname', 'preferred last name', 'chosen surname'],
  preferredForename: ['preferred forename', 'preferred first name', 'chosen name', 'preferred name'],
  dob: ['dob', 'date of birth', 'birth date'],
  sex: ['sex', 'gender', 'legal sex'],
  yearGroup: [
    'year',
    'year group',
    'nc year',
    'nc year actual',
    'national curriculum year',
    'year groups this academic year',
    'nc years for today',
  ],
  regGroup: [
    'reg',
    'reg group',
    'registration group',
    'registration form',
    'tutor group',
    'form',
    'form tutor group',
    'class',
    'courses classes',
  ],
  admission: [
    'admission date',
    'date of admission',
    'enrolled from',
    'enrolment date',
    'entry date',
    'date of entry',
    'start date',
  ],
  senStatus: ['sen status', 'send status', 'sen provision', 'sen stage', 'sen', 'sen code'],
  senNeed: [
    'sen need',
    'sen needs',
    'sen need type',
    'sen need type ranked',
    'sen type',
    'sen type 1',
    'primary sen type',
    'sen description',
    'primary need',
  ],
  senNeed2: ['sen type 2', 'secondary sen type', 'secondary need'],
  senStart: ['sen start date', 'sen status start date', 'sen provision start date'],
  freeSchoolMeals: [
    'fsm',
    'fsm eligible',
    'eligible for fsm',
    'free school meals',
    'free school meal',
    'fsm eligibility',
  ],
}

const KNOWN_KEYS = new Set(FIELDS.flatMap((field) => HEADINGS[field].map(headingKey)))

/** A key that is the same for all spellings of one heading: “Date of birth”, “DateOfBirth” and “DATE_OF_BIRTH”. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

export function isKnownHeading(heading: string): boolean {
  return KNOWN_KEYS.has(headingKey(heading))
}

/** Proposes columns by their headings, for the user to confirm. Headings chosen last time come before our own list. */
export function proposeMapping(headings: readonly string[], remembered: RememberedColumns = {}): Mapping {
  const keys = headings.map(headingKey)
  const mapping = noColumns()
  const free = (names: readonly string[]) => {
    const taken = new Set(Object.values(mapping))
    const columns = names.map((name) => keys.findIndex((key, at) => key === headingKey(name) && !taken.has(at)))
    return columns.find((column) => column !== -1) ?? null
  }
  for (const field of FIELDS) {
    const heading = remembered[field]
    if (heading) mapping[field] = free([heading])
  }
  for (const field of FIELDS) {
    if (mapping[field] === null && remembered[field] !== null) mapping[field] = free(HEADINGS[field])
  }
  if (mapping.legalSurname !== null && mapping.legalForename !== null && !remembered.fullName) mapping.fullName = null
  return mapping
}

/** The headings to remember from a confirmed mapping, so that the school need not choose columns for its next file. */
export function rememberMapping(mapping: Mapping, headings: readonly string[]): RememberedColumns {
  return Object.fromEntries(FIELDS.map((field) => [field, headingOf(mapping[field], headings)]))
}

/** Errors in a mapping: a column that the file does not have, or one column chosen for two fields. */
export function checkMapping(mapping: Mapping, headings: readonly string[]): MappingFault[] {
  const chosenFor = new Map<number, Field>()
  return FIELDS.flatMap((field): MappingFault[] => {
    const column = mapping[field]
    if (column === null) return []
    const heading = headingOf(column, headings)
    if (heading === null)
      return [{ field, message: `The column chosen for “${FIELD_LABELS[field]}” is not in this file.` }]
    const other = chosenFor.get(column)
    chosenFor.set(column, other ?? field)
    if (other === undefined) return []
    const message = `The column “${heading}” is chosen for both “${FIELD_LABELS[other]}” and “${FIELD_LABELS[field]}”.`
    return [{ field, message }]
  })
}

/** Required fields that have no column. A column with the full name replaces surname and forename. */
export function missingFields(mapping: Mapping): Field[] {
  const names: Field[] = mapping.fullName === null ? ['legalSurname', 'legalForename'] : []
  const required: Field[] = ['upn', ...names, 'dob']
  return required.filter((field) => mapping[field] === null)
}

/** Headings of the file that are mapped to no field. */
export function unusedHeadings(mapping: Mapping, headings: readonly string[]): string[] {
  const used = new Set(Object.values(mapping))
  return headings.filter((heading, column) => heading !== '' && !used.has(column))
}

export function noColumns(): Mapping {
  return {
    upn: null,
    misId: null,
    legalSurname: null,
    legalForename: null,
    fullName: null,
    preferredSurname: null,
    preferredForename: null,
    dob: null,
    sex: null,
    yearGroup: null,
    regGroup: null,
    admission: null,
    senStatus: null,
    senNeed: null,
    senNeed2: null,
    senStart: null,
    freeSchoolMeals: null,
  }
}

function headingOf(column: number | null, headings: readonly string[]): string | null {
  return column === null ? null : (headings[column] ?? null)
}
