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
  'lists/today/lines.ts -> pupil-record/amber/amber-sql.ts (not a door)',
  'lists/today/routes.ts -> pupil-record/amber/amber-sql.ts (not a door)',
  'pupil-record/pupil-page/find-page.ts -> pupil-record/pupils/queries.ts (not a door)',
  'pupil-record/pupil-page/pupil-file-sql.ts -> pupil-record/amber/amber-sql.ts (not a door)',
  'pupil-record/pupil-page/routes.ts -> pupil-record/pupils/queries.ts (not a door)',
]

test('rooms are entered by their doors, and no rooms form a cycle', () => {
  expect(files.length).toBeGreaterThan(400)
  expect(breachesOf(files)).toEqual(known)
})

test('the rules import zod, the calendar and each other', () => {
  const folder = 'code-of-practice/'
  const rules = files.filter(({ path }) => path.startsWith(folder))
  const allowed = ['days/calendar.ts', ...rules.map(({ path }) => path)]
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
    ['a noun into another room, at depth two', 'reports/governors/page.ts', 'pupil-record/concerns/queries.ts'],
    ['a folder that is new', 'attendance/page.ts', 'pupil-record/concerns/queries.ts'],
    ['a shared file into a room beside it', 'reports/chart.ts', 'reports/governors/form.ts'],
  ])('%s', (_, path, target) => {
    expect(planted(path, target)).toEqual([expect.stringContaining(`${path} -> ${target}`)])
  })
})
