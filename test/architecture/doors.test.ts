import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breachesOf, importsOf, packagesOf, type SourceFile } from './doors.ts'

const src = join(import.meta.dirname, '../../src')

/** Every file of src/ that is written by hand. */
const files: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'))
  .map((path) => ({ path, imports: importsOf(path, readFileSync(join(src, path), 'utf8')) }))

/** The breaches that there are today. This list may only shrink: one that is gone has to be taken off it. */
const known: readonly string[] = [
  'review-meetings/commands.ts -> letters/letter-fields.ts (not a door)',
  'review-meetings/commands.ts -> letters/merging.ts (not a door)',
  'review-meetings/commands.ts -> letters/queries.ts (not a door)',
  'review-meetings/commands.ts -> letters/sending.ts (not a door)',
  'review-meetings/commands.ts -> letters/templates.ts (not a door)',
  'review-meetings/commands.ts -> reviews/queries.ts (not a door)',
  'review-meetings/page.ts -> briefings/queries.ts (not a door)',
  'review-meetings/page.ts -> letters/queries.ts (not a door)',
  'review-meetings/page.ts -> letters/sending.ts (not a door)',
  'review-meetings/page.ts -> plans/page.ts (not a door)',
  'review-meetings/page.ts -> reviews/page.ts (not a door)',
  'review-meetings/page.ts -> reviews/queries.ts (not a door)',
  'review-meetings/queries.ts -> letters/queries.ts (not a door)',
  'review-meetings/routes.ts -> briefings/queries.ts (not a door)',
  'review-meetings/routes.ts -> letters/print.ts (not a door)',
  'review-meetings/routes.ts -> plans/queries.ts (not a door)',
  'review-meetings/routes.ts -> reviews/queries.ts (not a door)',
  'review-meetings/sent-before.ts -> plans/queries.ts (not a door)',
  'review-meetings/sent-before.ts -> plans/values.ts (not a door)',
  'review-meetings/sent-before.ts -> reviews/queries.ts (not a door)',
  'review-meetings/values.ts -> plans/queries.ts (not a door)',
  'review-meetings/values.ts -> plans/values.ts (not a door)',
  'review-meetings/values.ts -> reviews/queries.ts (not a door)',
  'school/overview-page.ts -> school/cover/page.ts (a shared file imports a room beside it)',
  'school/overview-page.ts -> school/cover/queries.ts (a shared file imports a room beside it)',
  'school/overview.ts -> school/cover/queries.ts (a shared file imports a room beside it)',
  'a cycle in src/: access, web',
]

test('rooms are entered by their doors, and no rooms form a cycle', () => {
  expect(files.length).toBeGreaterThan(400)
  expect(breachesOf(files)).toEqual(known)
})

test('the rules import zod, the calendar and each other', () => {
  const folder = 'code-of-practice/'
  const rules = files.filter(({ path }) => path.startsWith(folder))
  const allowed = rules.map(({ path }) => path)
  const others = rules.flatMap(({ path, imports }) =>
    imports.filter((target) => !allowed.includes(target)).map((target) => `${path} -> ${target}`),
  )
  expect(others).toEqual([])
  const packages = rules.flatMap(({ path }) => packagesOf(readFileSync(join(src, path), 'utf8')))
  expect([...new Set(packages)]).toEqual(['zod'])
})

describe('a planted import fails:', () => {
  const planted = (path: string, target: string): string[] => {
    const before = new Set(breachesOf(files))
    const others = files.filter((file) => file.path !== path)
    const imports = files.find((file) => file.path === path)?.imports ?? []
    return breachesOf([...others, { path, imports: [...imports, target] }]).filter((breach) => !before.has(breach))
  }

  test.each([
    ['a noun into another room, at depth two', 'reports/governors/page.ts', 'concerns/queries.ts'],
    ['a folder that is new', 'attendance/page.ts', 'concerns/queries.ts'],
    ['a shared file into a room beside it', 'reports/chart.ts', 'reports/governors/form.ts'],
  ])('%s', (_, path, target) => {
    expect(planted(path, target)).toEqual([expect.stringContaining(`${path} -> ${target}`)])
  })
})
