// Takes the screenshots for README, of the demo school as of one fixed day, so that each run gives the same pictures.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { type Browser, chromium } from 'playwright-core'
import { createApp } from '../src/app.ts'
import { type Demo, ensureDemo } from '../src/demo.ts'
import { connect, disconnect } from '../src/platform/database/client.ts'
import { chromiumArguments, findChromium } from './chromium.ts'

/** A Tuesday in term. */
const today = '2026-11-24'
const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url))

/** The screenshots: role, address and height in CSS pixels. */
const pictures = [
  { name: 'today', role: 'senco', path: '/today', follow: null, height: 1000 },
  { name: 'pupil', role: 'senco', path: '/register', follow: 'Amir Khan', height: 1000 },
  { name: 'at-a-glance', role: 'head', path: '/at-a-glance', follow: null, height: 1000 },
] as const

async function takePictures(browser: Browser, origin: string, demo: Demo): Promise<void> {
  for (const { name, role, path, follow, height } of pictures) {
    const page = await browser.newPage({ baseURL: origin, viewport: { width: 1280, height }, locale: 'en-GB' })
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(demo.signIns.find((one) => one.role === role)?.email ?? '')
    await page.getByLabel('Password').fill(demo.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    await page.goto(path)
    if (follow !== null) await page.getByRole('link', { name: follow, exact: true }).click()
    await page.waitForLoadState()
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
    console.log(`docs/screenshots/${name}.png`)
    await page.close()
  }
}

/** Runs the demo while `use` runs, with the clock fixed at noon of the day. */
async function withDemo(use: (origin: string, demo: Demo) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'sen-screenshots-'))
  const demo = await ensureDemo({ directory, today, log: () => {} })
  const db = connect(demo.url, { poolSize: 2 })
  const pool = new pg.Pool({ connectionString: demo.url, max: 2 })
  const app = createApp({
    db,
    pool,
    sessionSecret: demo.sessionSecret,
    setUp: { token: null },
    clock: () => new Date(`${today}T12:00:00Z`),
    log: pino({ level: 'warn' }),
    secure: false,
    proxies: 0,
    canMail: false,
    pdf: null,
  })
  const server = createServer(app)
  try {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new TypeError('The server has no port.')
    await use(`http://127.0.0.1:${address.port}`, demo)
  } finally {
    await closed(server)
    await pool.end()
    await disconnect(db)
    await demo.stop()
    await rm(directory, { recursive: true })
  }
}

/** Waits for the last requests: they still need the database. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })

const executablePath = findChromium()
if (executablePath === null)
  throw new Error('Chromium is missing. Install it with: node --import tsx scripts/ensure-chromium.ts')
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
try {
  await withDemo((origin, demo) => takePictures(browser, origin, demo))
} finally {
  await browser.close()
}
