/**
 * Who may do what: the one table. `all` is every pupil of the school, `own` the pupils whom the member of staff teaches
 * or supports on the day. What is not written here is refused.
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
  /** Only who was asked. */
  'roundRobin:answer': allWhoTeach,
  'professional:involve': sencoOnly,
  'ehc:consider': sencoOnly,
  'staff:brief': sencoOnly,
  'notDone:explain': sencoOnly,
  'entry:withdraw': sencoOnly,
  'amber:read': everyPupil,
  'amber:write': sencoOnly,
  'amber:look': sencoAndTeaching,
  /** Only what one has just entered oneself. */
  'entry:undo': allWhoTeach,
  'summary:read': allWhoTeach,
  'plan:acknowledge': allWhoTeach,
  /** Of pupils whom one teaches or supports on the day, whatever one's role. */
  'progress:note': allWhoTeach,
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

/** The pupils for whom a role has a permission; null where it has not got it at all. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  const granted: Readonly<Partial<Record<Role, Scope>>> = permissions[permission]
  return granted[role] ?? null
}

/** Where a role starts after signing in. */
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
