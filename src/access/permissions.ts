/**
 * The permissions of each role. Scope `all` means every pupil of the school, `own` the pupils whom the member of staff
 * teaches or supports on the day. A role without an entry does not have the permission.
 */
export type Role = 'senco' | 'teacher' | 'teachingAssistant' | 'head' | 'administrator'
export type Scope = 'all' | 'own'

const everyPupil = { senco: 'all', head: 'all' } as const
const sencoOnly = { senco: 'all' } as const
const whoRunsTheSchool = { senco: 'all', head: 'all', administrator: 'all' } as const
const sencoAndTeaching = { senco: 'all', teacher: 'own', teachingAssistant: 'own' } as const
const allWhoTeach = { senco: 'all', head: 'all', teacher: 'own', teachingAssistant: 'own' } as const

export const permissions = {
  'today:read': sencoOnly,
  'register:read': everyPupil,
  'record:read': everyPupil,
  'pupil:edit': sencoOnly,
  'pupil:find': allWhoTeach,
  'concern:raise': allWhoTeach,
  'concern:answer': sencoOnly,
  'meeting:record': sencoOnly,
  'decision:record': sencoOnly,
  'notice:send': sencoOnly,
  'plan:agree': sencoOnly,
  'review:hold': sencoOnly,
  'reviews:plan': sencoOnly,
  'roundRobin:ask': sencoOnly,
  /** The route also checks that the round robin asks this user. */
  'roundRobin:answer': allWhoTeach,
  'professional:involve': sencoOnly,
  'ehc:consider': sencoOnly,
  'staff:brief': sencoOnly,
  'notDone:explain': sencoOnly,
  'entry:withdraw': sencoOnly,
  'amber:read': everyPupil,
  'amber:write': sencoOnly,
  'amber:look': sencoAndTeaching,
  /** The route allows it only for entries that the user has just made. */
  'entry:undo': allWhoTeach,
  'summary:read': allWhoTeach,
  'plan:acknowledge': allWhoTeach,
  /** The route allows it only for pupils whom the user teaches or supports on the day, whatever the user's role. */
  'progress:note': allWhoTeach,
  /** Also class sheets: `own` prints the classes that one teaches, `all` every class. */
  'classes:read': allWhoTeach,
  'calendar:own': allWhoTeach,
  'report:read': everyPupil,
  'information:write': everyPupil,
  'pupils:import': { senco: 'all', administrator: 'all' },
  'school:read': whoRunsTheSchool,
  'school:write': whoRunsTheSchool,
  'people:write': whoRunsTheSchool,
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Role, Scope>>>>>

export type Permission = keyof typeof permissions

/** The pupils for whom a role has a permission; null if it does not have the permission. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  const granted: Readonly<Partial<Record<Role, Scope>>> = permissions[permission]
  return granted[role] ?? null
}

/** The page that each role sees after signing in. */
export const firstPage: Readonly<Record<Role, string>> = {
  senco: '/today',
  teacher: '/my-classes',
  teachingAssistant: '/my-classes',
  head: '/at-a-glance',
  administrator: '/school',
}

export const roleNames: Readonly<Record<Role, string>> = {
  senco: 'SENCO',
  teacher: 'Teacher',
  teachingAssistant: 'Teaching assistant',
  head: 'Head',
  administrator: 'Administrator',
}
