import { expect, test } from 'vitest'
import { projectOf } from '../support/projects.ts'

/** A repository of these files; a file that is not named is empty. */
const reading =
  (files: Readonly<Record<string, string>>) =>
  (path: string): string =>
    files[path] ?? ''

test('a test of pure code belongs to the unit project', () => {
  const read = reading({ 'test/days/a.test.ts': "import { isDay } from '../../src/days/calendar.ts'" })
  expect(projectOf('test/days/a.test.ts', read)).toBe('unit')
})

test('a test that uses the database through two helper files belongs to the http project', () => {
  const read = reading({
    'test/a/a.test.ts': "import { pupil } from './helper.ts'",
    'test/a/helper.ts': "import { testDatabase } from '../support/database.ts'",
    'test/support/database.ts': "import { onServer } from './global-setup.ts'",
  })
  expect(projectOf('test/a/a.test.ts', read)).toBe('http')
})

test('a test that starts a process belongs to the http project', () => {
  const read = reading({ 'test/a.test.ts': "import { spawn } from 'node:child_process'" })
  expect(projectOf('test/a.test.ts', read)).toBe('http')
})

test('a test that opens a browser belongs to the browser project, also if it starts a process', () => {
  const read = reading({
    'test/journeys/a.test.ts': "import { openBrowser } from '../support/browser.ts'\nimport { b } from './b.ts'",
    'test/journeys/b.ts': "import { execFileSync } from 'node:child_process'",
  })
  expect(projectOf('test/journeys/a.test.ts', read)).toBe('browser')
})
