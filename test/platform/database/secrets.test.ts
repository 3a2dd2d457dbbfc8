import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSecrets, UnreadableSecrets } from '../../../src/platform/database/secrets.ts'

let directory: string
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'sen-secrets-')), 'school')
})
afterEach(() => rm(join(directory, '..'), { recursive: true }))

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8)
}

test('readSecrets creates different secrets once, in a file that only its owner can read', async () => {
  const made = await readSecrets(directory)
  expect(new Set(Object.values(made)).size).toBe(3)
  expect(await readSecrets(directory)).toEqual(made)
  expect(await modeOf(join(directory, 'secrets.json'))).toBe('600')
  expect(await modeOf(directory)).toBe('700')
})

test('readSecrets makes a secrets file private again if others could read it', async () => {
  await readSecrets(directory)
  const copy = await readFile(join(directory, 'secrets.json'))
  await rm(join(directory, 'secrets.json'))
  await writeFile(join(directory, 'secrets.json'), copy, { mode: 0o644 })
  await readSecrets(directory)
  expect(await modeOf(join(directory, 'secrets.json'))).toBe('600')
})

test('20 concurrent readSecrets calls return the same secrets', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => readSecrets(directory)))
  expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).toBe(1)
})

test.each(['', '{', '{"sessionSecret":"hunter2"}', '[]'])(
  'readSecrets throws for an invalid file and does not change it: %s',
  async (text) => {
    await readSecrets(directory)
    const path = join(directory, 'secrets.json')
    await writeFile(path, text)
    const refusal = await readSecrets(directory).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UnreadableSecrets)
    expect(String(refusal)).toContain(path)
    expect(String(refusal)).not.toContain('hunter2')
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)
