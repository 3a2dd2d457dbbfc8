import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, run, visitorAt } from './running.ts'

/** The demo keeps its data in the folder in which it is run. */
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sen-demo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function demo(settings: Record<string, string> = {}, more: readonly string[] = []) {
  const port = await freePort()
  const server = run('bin/demo.ts', { PORT: String(port), DEMO_PASSWORD: '', ...settings }, more, folder)
  await server.says(/Ctrl-C ends it/)
  const printed = server.printed()
  const password = /The password of each is (\S+)/.exec(printed)?.[1] ?? ''
  return { server, printed, password, visitor: visitorAt(`http://127.0.0.1:${port}`), port }
}

const senco = 'senco@ashgrove.example'
const seen = 'Seen while the demo was being tested'

test('the demo starts, prints a sign-in for each role, keeps changes across a restart, and is rebuilt on request', async () => {
  const first = await demo()
  expect(first.printed).toContain(`The demo school is at http://127.0.0.1:${first.port}`)
  expect(first.password).toMatch(/^\S{12,}$/)
  const signIns = [...first.printed.matchAll(/^ {2}(\S+@\S+) +(\S.*), ([^,\n]+)$/gm)].map(([, email, , role]) => [
    role,
    email,
  ])
  expect(signIns.map(([role]) => role).sort()).toEqual([
    'Administrator',
    'Head',
    'SENCO',
    'Teacher',
    'Teaching assistant',
  ])
  for (const [, email = ''] of signIns) {
    const visitor = visitorAt(`http://127.0.0.1:${first.port}`)
    expect((await visitor.signIn(email, first.password)).location).toBe('/')
    const { location } = await visitor.ask('/')
    expect((await visitor.ask(location)).status).toBe(200)
  }

  expect((await first.visitor.signIn(senco, first.password)).status).toBe(303)
  const path = await aPupil(first.visitor)
  const page = await first.visitor.ask(`${path}/concerns/new`)
  const form = {
    ...Object.fromEntries(['_csrf', '_for', 'id'].map((name) => [name, first.visitor.hidden(page.text, name)])),
    seen,
    raisedBy: 'staff',
    ...Object.fromEntries(
      ['day', 'month', 'year'].map((unit) => [`raisedOn-${unit}`, typedAs(page.text, `raisedOn-${unit}`)]),
    ),
  }
  expect((await first.visitor.ask(`${path}/concerns/new`, form)).status).toBe(303)
  expect(await first.server.end('SIGTERM')).toBe(0)

  const second = await demo({ DEMO_PASSWORD: 'three good words' })
  expect(second.printed).toContain('The password of each is three good words')
  expect((await second.visitor.signIn(senco, first.password)).status).toBe(422)
  expect((await second.visitor.signIn(senco, 'three good words')).status).toBe(303)
  expect((await second.visitor.ask(path)).text).toContain(seen)
  expect(await second.server.end('SIGINT')).toBe(0)

  const anew = await demo({}, ['--reset'])
  expect((await anew.visitor.signIn(senco, 'three good words')).status).toBe(303)
  expect((await anew.visitor.ask(path)).text).not.toContain(seen)
  expect(await anew.server.end('SIGTERM')).toBe(0)
}, 180_000)

const typedAs = (html: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''

async function aPupil(visitor: ReturnType<typeof visitorAt>): Promise<string> {
  const { text } = await visitor.ask('/register')
  return /href="(\/pupils\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? ''
}
