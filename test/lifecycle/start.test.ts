import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password } from '../support/app.ts'
import { freePort, run, visitorAt } from './running.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sen-start-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const school = { school: 'Set-up Primary', urn: '900901', name: 'Mrs First', email: 'first@setup.example', password }

async function start(folder = directory) {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const server = run('server.ts', { DATA_DIR: folder, PORT: String(port) })
  await server.says(/The register is at/)
  return { server, base, visitor: visitorAt(base) }
}

/** Whether the database process of a folder is still running. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('npm start', () => {
  test('a new register is set up once, by the link on the console, and a second start keeps its data', async () => {
    const { server, base, visitor } = await start()
    const [, link = ''] = await server.says(/Set it up here, once: (\S+)/)
    const path = link.replace(base, '')
    expect((await visitor.ask('/set-up')).status).toBe(404)
    expect((await visitor.ask('/set-up?token=guessed')).status).toBe(404)

    const page = await visitor.ask(path)
    const [_csrf, id, token] = ['_csrf', 'id', 'token'].map((name) => visitor.hidden(page.text, name))
    const form = { _csrf: _csrf ?? '', id: id ?? '', token: token ?? '', ...school }
    const refused = await visitor.ask('/set-up', { ...form, urn: '12', password: 'short' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('A URN has six figures')
    expect(refused.text).toContain('Set-up Primary')
    expect((await visitor.ask('/set-up', form)).location).toBe('/sign-in')
    expect((await visitor.ask(path)).status).toBe(404)
    expect((await visitor.signIn(school.email, password)).status).toBe(303)
    expect((await visitor.ask('/school')).text).toContain('Set-up Primary')

    const secrets = await stat(join(directory, 'secrets.json'))
    expect((secrets.mode & 0o777).toString(8)).toBe('600')
    const pid = Number((await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
    expect(await server.end('SIGTERM')).toBe(0)
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false)

    const again = await start()
    expect(again.server.printed()).not.toContain('Set it up here')
    expect((await again.visitor.signIn(school.email, password)).status).toBe(303)
    expect(await again.server.end('SIGINT')).toBe(0)
  }, 180_000)

  test('npm start reports a port in use in one line, and leaves no process running', async () => {
    const other = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const server = run('server.ts', { DATA_DIR: directory, PORT: String(port) })
    expect(await server.ended).toBe(1)
    other.close()
    expect(server.printed().trim()).toBe(
      `Port ${port} is taken by another program. Set PORT to another one, for example PORT=${port + 1}.`,
    )
    expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false)
  }, 120_000)

  test('npm start reports all invalid settings at once', async () => {
    const settings = { PORT: 'eighty', LOG_LEVEL: 'loud', PUBLIC_URL: 'ashgrove', PROXIES: '-1', DATA_DIR: directory }
    const server = run('server.ts', settings)
    expect(await server.ended).toBe(1)
    for (const name of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL', 'PROXIES']) expect(server.printed()).toContain(`  ${name}: `)
    expect(server.printed()).not.toContain('    at ')
  }, 120_000)

  test('npm start refuses an https address without a trusted proxy, because the cookie would never be set', async () => {
    const server = run('server.ts', { PUBLIC_URL: 'https://register.example', DATA_DIR: directory })
    expect(await server.ended).toBe(1)
    expect(server.printed()).toContain('  PROXIES: must be 1 or more')
  }, 120_000)

  test('npm start refuses a data folder that another register uses, and explains why', async () => {
    const { server } = await start()
    const second = run('server.ts', { DATA_DIR: directory, PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.printed()).toContain('already running')
    expect(await server.end('SIGTERM')).toBe(0)
  }, 120_000)
})
