import type { Role } from '../../src/generated/prisma/enums.ts'

/** The names of the nine classes, this year and in the years before. */
export const classNames = ['R', '1', '2', '3A', '3B', '4A', '4B', '5', '6'] as const

export type ClassName = (typeof classNames)[number]

/** The number of pupils in each class: 240 in all. */
export const classSizes: Record<ClassName, number> = {
  R: 30,
  '1': 30,
  '2': 30,
  '3A': 22,
  '3B': 22,
  '4A': 23,
  '4B': 23,
  '5': 30,
  '6': 30,
}

/** The year group of a class as a number: 0 for Reception, up to 6. */
export const yearOfClass = (name: ClassName): number => (name === 'R' ? 0 : Number(name.charAt(0)))

interface StaffFixture {
  role: Role
  name: string
  code: string
  email: string
  signsIn: boolean
  /** How many academic years before this one the person was at the school. */
  yearsHere: number
}

const staffFixture = (role: Role, name: string, code: string, mailbox: string, yearsHere: number): StaffFixture => ({
  role,
  name,
  code,
  email: `${mailbox}@ashgrove.example`,
  signsIn: ['head', 'senco', 'teacher', 'assistant', 'office'].includes(mailbox),
  yearsHere,
})

/** The fourteen members of staff. */
export const staffFixtures = {
  whitlock: staffFixture('head', 'Mrs Diane Whitlock', 'DWH', 'head', 9),
  marsh: staffFixture('senco', 'Mrs Helen Marsh', 'HMA', 'senco', 6),
  doyle: staffFixture('teacher', 'Miss Hannah Doyle', 'HDO', 'h.doyle', 3),
  iqbal: staffFixture('teacher', 'Mrs Farzana Iqbal', 'FIQ', 'f.iqbal', 7),
  pritchard: staffFixture('teacher', 'Miss Ellie Pritchard', 'EPR', 'e.pritchard', 3),
  ashworth: staffFixture('teacher', 'Mr Tom Ashworth', 'TAS', 't.ashworth', 5),
  mensah: staffFixture('teacher', 'Mrs Grace Mensah', 'GME', 'g.mensah', 8),
  reid: staffFixture('teacher', 'Mr Callum Reid', 'CRE', 'c.reid', 4),
  gallagher: staffFixture('teacher', 'Miss Niamh Gallagher', 'NGA', 'teacher', 4),
  okonkwo: staffFixture('teacher', 'Mr David Okonkwo', 'DOK', 'd.okonkwo', 6),
  feldman: staffFixture('teacher', 'Mrs Ruth Feldman', 'RFE', 'r.feldman', 12),
  brooks: staffFixture('teachingAssistant', 'Mrs Chantelle Brooks', 'CBR', 'assistant', 5),
  zielinski: staffFixture('teachingAssistant', 'Mr Marek Zielinski', 'MZI', 'm.zielinski', 3),
  pell: staffFixture('administrator', 'Mrs Sandra Pell', 'SPE', 'office', 11),
} as const

export type StaffKey = keyof typeof staffFixtures

const staffKeys = [
  'whitlock',
  'marsh',
  'doyle',
  'iqbal',
  'pritchard',
  'ashworth',
  'mensah',
  'reid',
  'gallagher',
  'okonkwo',
  'feldman',
  'brooks',
  'zielinski',
  'pell',
] as const satisfies readonly StaffKey[]

const teacherNow: Record<ClassName, StaffKey> = {
  R: 'doyle',
  '1': 'iqbal',
  '2': 'pritchard',
  '3A': 'ashworth',
  '3B': 'mensah',
  '4A': 'reid',
  '4B': 'gallagher',
  '5': 'okonkwo',
  '6': 'feldman',
}

/**
 * The teacher of a class some academic years ago. In earlier years Mrs Feldman and Mr Okonkwo had each other's class.
 */
export const teacherOf = (name: ClassName, yearsAgo: number): StaffKey => {
  if (yearsAgo > 0 && name === '5') return 'feldman'
  if (yearsAgo > 0 && name === '6') return 'okonkwo'
  return teacherNow[name]
}

/** The teaching assistants of the classes that have one. In other classes, assistants support single pupils. */
export const assistantOf: Partial<Record<ClassName, StaffKey>> = { R: 'zielinski', '4B': 'brooks' }

/** One sign-in for each role, printed on the console and used by the journeys. */
export const signIns: { role: Role; name: string; email: string }[] = staffKeys
  .map((key) => staffFixtures[key])
  .filter((person) => person.signsIn)
  .map(({ role, name, email }) => ({ role, name, email }))
