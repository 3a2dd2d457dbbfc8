import { describe, expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'
import { breachesOf, importsOf, packagesOf, type SourceFile } from './doors.ts'

const texts = sourceFiles('src').map(({ path, text }) => ({ path: path.slice('src/'.length), text }))

/** All files in src/ except generated ones. */
const files: readonly SourceFile[] = texts.map(({ path, text }) => ({ path, imports: importsOf(path, text) }))

test('folders import only the public files (doors) of a noun’s folder, and no folders form an import cycle', () => {
  expect(files.length).toBeGreaterThan(400)
  expect(breachesOf(files)).toEqual([])
})

test('code-of-practice imports only zod, the calendar and its own files', () => {
  const folder = 'code-of-practice/'
  const rules = files.filter(({ path }) => path.startsWith(folder))
  const allowed = ['days/calendar.ts', ...rules.map(({ path }) => path)]
  const others = rules.flatMap(({ path, imports }) =>
    imports.filter((target) => !allowed.includes(target)).map((target) => `${path} -> ${target}`),
  )
  expect(others).toEqual([])
  const packages = texts.filter(({ path }) => path.startsWith(folder)).flatMap(({ text }) => packagesOf(text))
  expect([...new Set(packages)]).toEqual(['zod'])
})

describe('a planted import that breaks the rules', () => {
  const planted = (path: string, target: string): string[] => {
    const before = new Set(breachesOf(files))
    const others = files.filter((file) => file.path !== path)
    const imports = files.find((file) => file.path === path)?.imports ?? []
    return breachesOf([...others, { path, imports: [...imports, target] }]).filter((breach) => !before.has(breach))
  }

  test.each([
    [
      'a nested folder’s import of another folder’s queries',
      'reports/governors/page.ts',
      'pupil-record/concerns/queries.ts',
    ],
    ['a new folder’s import of another folder’s queries', 'attendance/page.ts', 'pupil-record/concerns/queries.ts'],
    ['a new folder’s import of a folder without routes', 'attendance/page.ts', 'school/settings/core-offer.ts'],
    ['a shared file’s import of a folder beside it', 'reports/chart.ts', 'reports/governors/form.ts'],
    ['a floor’s import of a higher floor', 'http/errors.ts', 'findings/load.ts'],
    ['an import from ui to access', 'ui/forms/fields.ts', 'access/permissions.ts'],
    ['a floor’s import of a room', 'findings/load.ts', 'imports/form.ts'],
    ['a room’s import of a file of src/ itself', 'pupil-record/plans/page.ts', 'config.ts'],
  ])('%s is reported, because the imported file is not public', (_, path, target) => {
    expect(files.map((file) => file.path)).toContain(target)
    expect(planted(path, target)[0]).toContain(`${path} -> ${target}`)
  })

  test.each([
    [
      'an import from a folder to its parent’s sibling, through a public file',
      'pupil-record/plans/page.ts',
      'letters/model.ts',
      'src: letters, pupil-record',
    ],
    [
      'an import from a folder to one beside it that imports it',
      'pupil-record/reviews/model.ts',
      'pupil-record/progress/model.ts',
      'src/pupil-record: progress, reviews, round-robins',
    ],
  ])('%s is reported as a cycle', (_, path, target, cycle) => {
    expect(files.map((file) => file.path)).toContain(target)
    expect(planted(path, target)).toEqual([`a cycle in ${cycle}`])
  })
})
