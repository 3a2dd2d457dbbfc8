import { expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

/** Tests of commands as people run them: their processes go by the machine's clock. */
const byTheMachine = ['test/findings/record-command.test.ts', 'test/lifecycle/kill.test.ts']

test('no test takes the date from the machine’s clock, except tests of commands in processes of their own', () => {
  const reading = sourceFiles('test').flatMap(({ path, text }) =>
    path.endsWith('.test.ts') && /new Date\(\)/.test(text) ? path : [],
  )
  expect(reading.toSorted()).toEqual(byTheMachine)
})
