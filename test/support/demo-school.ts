import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import { signIns } from '../../prisma/demo/people.ts'
import type { DemoRows } from '../../prisma/demo/rows.ts'
import { writeDemoSchool } from '../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../src/access/password.ts'
import type { Role } from '../../src/access/permissions.ts'
import type { Database } from '../../src/platform/database/client.ts'
import { password, testToday } from './app.ts'

/**
 * Writes the demo school as of `testToday` into the test file's database. All its sign-ins have the tests' password.
 */
export async function demoSchool(db: Database): Promise<{ rows: DemoRows; schoolId: string }> {
  const rows = buildDemoSchool(testToday)
  await writeDemoSchool(db, rows, await hashPassword(password))
  const schoolId = rows.school[0]?.id
  if (schoolId === undefined) throw new Error('The demo has no school.')
  return { rows, schoolId }
}

/** The e-mail address of the person who signs in with this role. */
export function emailOf(role: Role): string {
  const person = signIns.find((one) => one.role === role)
  if (!person) throw new Error(`Nobody signs in as ${role}.`)
  return person.email
}
