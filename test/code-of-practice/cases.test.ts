import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { evaluate } from '../../src/code-of-practice/evaluate.ts'
import { parseRecord } from '../../src/code-of-practice/record.ts'

const CASES = new URL('cases/', import.meta.url)

const jsonIn = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ file: name, content: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))

const judgedCase = z.object({ name: z.string(), record: z.unknown(), findings: z.array(z.unknown()) })
const refusedCase = z.object({ name: z.string(), record: z.unknown(), errorPath: z.string() })

describe('the contract’s cases', () => {
  const cases = jsonIn(CASES)

  test('the contract has 15 valid cases', () => expect(cases).toHaveLength(15))

  test.each(cases)('the rules give the contract’s findings for $file', ({ content }) => {
    const { record, findings } = judgedCase.parse(content)
    const parsed = parseRecord(record)
    expect(parsed.kept && evaluate(parsed.record)).toEqual(findings)
  })
})

describe('the contract’s invalid cases', () => {
  const cases = jsonIn(new URL('invalid/', CASES))

  test('the contract has 4 invalid cases', () => expect(cases).toHaveLength(4))

  test.each(cases)('parseRecord reports the contract’s fault path for $file', ({ content }) => {
    const { record, errorPath } = refusedCase.parse(content)
    const parsed = parseRecord(record)
    expect(!parsed.kept && parsed.fault.path).toBe(errorPath)
  })
})
