import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import { signIns } from '../../prisma/demo/people.ts'
import type { DemoRows } from '../../prisma/demo/rows.ts'
import { writeDemoSchool } from '../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../src/access/password.ts'
import type { Role } from '../../src/access/permissions.ts'
import type { Database } from '../../src/platform/database/client.ts'
import { password, testToday } from './app.ts'

/** Ashgrove Academy in the test file's database, as it stands on `testToday`; the password is the tests' own. */
export async function demoSchool(db: Database): Promise<{ rows: DemoRows; schoolId: string }> {
  const rows = buildDemoSchool(testToday)
  await writeDemoSchool(db, rows, await hashPassword(password))
  const schoolId = rows.school[0]?.id
  if (schoolId === undefined) throw new Error('The demo has no school.')
  return { rows, schoolId }
}

/** The address with which somebody of the role signs in. */
export function emailOf(role: Role): string {
  const person = signIns.find((one) => one.role === role)
  if (!person) throw new Error(`Nobody signs in as ${role}.`)
  return person.email
}
