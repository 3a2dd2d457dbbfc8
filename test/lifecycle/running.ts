import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** A running command of the project, started as `npm start` or `npm run demo` do it. */
export type Running = {
  child: ChildProcess
  /** Everything printed so far, on both streams. */
  printed: () => string
  /** Resolves with the first match in the output; rejects if the process ends without one. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Sends a signal and resolves with the exit code; null if a signal ended the process. */
  end: (signal: NodeJS.Signals) => Promise<number | null>
  ended: Promise<number | null>
}

/**
 * Polls until the condition is true.
 * @throws if it is still false after half a minute
 */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`it never came to: ${isSo}`)
    await pause(10)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

type Settings = Readonly<Record<string, string>>

const optionsWith = (settings: Settings, cwd: string) => ({
  cwd,
  env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'warn', ...settings },
  stdio: ['ignore' as const, 'pipe' as const, 'pipe' as const],
})

/**
 * Runs a file of src with these settings added to this process's environment.
 * @param cwd the project's folder unless given
 */
export function run(file: string, settings: Settings, more: readonly string[] = [], cwd = project): Running {
  const program = ['--import', import.meta.resolve('tsx'), `${project}src/${file}`, ...more]
  return watched(spawn(process.execPath, program, optionsWith(settings, cwd)))
}

/** Runs a script of package.json as a terminal does: in its own process group, which receives Ctrl-C as a whole. */
export function runByNpm(script: string, settings: Settings): Running & { ctrlC: () => Promise<number | null> } {
  const child = spawn('npm', ['run', script], { ...optionsWith(settings, project), detached: true })
  const running = watched(child)
  return {
    ...running,
    ctrlC: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
      return running.ended
    },
  }
}

function watched(child: ChildProcess): Running {
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      text += part.toString()
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    child,
    printed: () => text,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text)
          if (!found) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        ended.then((code) => reject(new Error(`it ended with ${code} before it said ${pattern}: ${text}`)))
      }),
    end: (signal) => {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

/** A minimal browser: it keeps its cookie and follows no redirect. */
export function visitorAt(base: string) {
  let cookie = ''
  async function ask(path: string, form?: Readonly<Record<string, string>>) {
    const answer = await fetch(base + path, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    const { status, headers } = answer
    return { status, headers, text: await answer.text(), location: headers.get('location') ?? '' }
  }
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return {
    ask,
    hidden,
    async signIn(email: string, password: string) {
      const page = await ask('/sign-in')
      return ask('/sign-in', { _csrf: hidden(page.text, '_csrf'), email, password })
    },
  }
}
