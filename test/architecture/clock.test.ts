import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** Tests of commands as people run them: their processes go by the machine's clock. */
const byTheMachine = ['findings/record-command.test.ts', 'lifecycle/kill.test.ts']

test('no test takes the date from the machine’s clock, except tests of commands in processes of their own', () => {
  const cwd = fileURLToPath(new URL('../', import.meta.url))
  const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
  const reading = files.filter((file) => /new Date\(\)/.test(readFileSync(`${cwd}${file}`, 'utf8')))
  expect(reading.toSorted()).toEqual(byTheMachine)
})
