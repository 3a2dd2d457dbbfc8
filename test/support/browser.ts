import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import type { Express } from 'express'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { chromiumArguments, findChromium } from '../../scripts/chromium.ts'
import { password } from './app.ts'

/** The widths at which pages are checked: a desktop and a phone. CSS pixels. */
export const widths = [1280, 390] as const
type Width = (typeof widths)[number]
const heights: Readonly<Record<Width, number>> = { 1280: 900, 390: 844 }

/** A small laptop. Pages may not scroll sideways here either. */
const laptop = { width: 1024, height: 700 }

/** Milliseconds. How long to wait for a condition; far longer than any page needs. */
const patience = 20_000

type OpenBrowser = {
  /** The app's origin, on a port of its own. */
  origin: string
  /** A tab with cookies of its own, in which nobody has signed in. */
  newTab: (options?: TabOptions) => Promise<Tab>
  /** A tab in which the person has signed in through the sign-in page. */
  signIn: (email: string, options?: TabOptions & { password?: string }) => Promise<Tab>
}

type TabOptions = { width?: Width; scripts?: boolean }

export type Tab = {
  page: Page
  /**
   * Opens an address of the app.
   * @returns the HTML that was sent
   * @throws if the status of the response is not `status`, by default 200
   */
  open: (path: string, status?: number) => Promise<string>
  /**
   * The page's faults at the tab's current width: console errors, failed loads, sideways scrolling and, with scripts on,
   * axe violations. A second call does not report a console message again.
   */
  faults: () => Promise<string[]>
  /** Expects no fault at either width with every closed part opened, and no sideways scrolling at widths in between. */
  expectSound: () => Promise<void>
  /** Opens another tab in which the same person is signed in. */
  beside: (options?: TabOptions) => Promise<Tab>
}

/** Starts one Chromium and one server for the test file. Both end after its last test. */
export async function openBrowser(app: Express): Promise<OpenBrowser> {
  const server = createServer(app)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterAll(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        // Browsers open spare connections without a request on them. The server would wait a minute for those.
        server.closeAllConnections()
      }),
  )
  const origin = `http://127.0.0.1:${portOf(server.address())}`

  const browser = await launchChromium()
  afterAll(() => browser.close())

  const newTab = async (options: TabOptions = {}) => tabIn(browser, origin, options)
  return {
    origin,
    newTab,
    signIn: async (email, { password: typed = password, ...options } = {}) => {
      const tab = await newTab(options)
      await tab.open('/sign-in')
      await tab.page.getByLabel('E-mail').fill(email)
      await tab.page.getByLabel('Password').fill(typed)
      await tab.page.getByRole('button', { name: 'Sign in' }).click()
      await tab.page.waitForURL(({ pathname }) => pathname !== '/sign-in')
      return tab
    },
  }
}

const portOf = (address: string | AddressInfo | null): number => {
  if (address === null || typeof address === 'string') throw new TypeError('The server listens at no port.')
  return address.port
}

/** @throws if the machine has no Chromium */
async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('There is no Chromium: node --import tsx scripts/ensure-chromium.ts')
  return chromium.launch({ executablePath, args: [...chromiumArguments] })
}

async function tabIn(
  browser: Browser,
  origin: string,
  options: TabOptions,
  cookies: Parameters<BrowserContext['addCookies']>[0] = [],
): Promise<Tab> {
  const { width = 1280, scripts = true } = options
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: heights[width] },
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  context.setDefaultTimeout(patience)
  await context.addCookies(cookies)
  const page = await context.newPage()
  const heard = listenTo(page)

  const faultsHere = async () => [
    ...heard.splice(0),
    ...(await sidewaysScroll(page)),
    ...(scripts ? await axeViolations(page) : []),
  ]
  return {
    page,
    open: async (path, status = 200) => {
      const response = await page.goto(path)
      if (response?.status() !== status) throw new Error(`${path} answered ${response?.status()}: ${await said(page)}`)
      return response.text()
    },
    faults: faultsHere,
    expectSound: async () => {
      const found: string[] = []
      await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
      for (const at of widths) {
        await page.setViewportSize({ width: at, height: heights[at] })
        found.push(...(await faultsHere()).map((fault) => `${page.url()} at ${at} px: ${fault}`))
      }
      await page.setViewportSize(laptop)
      found.push(...(await sidewaysScroll(page)).map((fault) => `${page.url()} at ${laptop.width} px: ${fault}`))
      await page.setViewportSize({ width, height: heights[width] })
      expect(found.join('\n\n')).toBe('')
    },
    beside: async (other = {}) => tabIn(browser, origin, { width, scripts, ...other }, await context.cookies()),
  }
}

const said = async (page: Page): Promise<string> =>
  (await page.locator('main').allTextContents()).join(' ').replace(/\s+/g, ' ')

/**
 * Collects faults that the browser reports: console errors and warnings (including violations of the security policy),
 * exceptions, and files that were not loaded.
 */
function listenTo(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    const isOfPage = message.location().url === page.url()
    const isStatusOfPage = message.text().startsWith('Failed to load resource') && isOfPage
    // A draft sent just before its form was saved can arrive late and is answered 409. Its page is closed by then.
    const isDraftTooLate = message.text().includes('status of 409') && !isOfPage
    const isKnown = isStatusOfPage || isDraftTooLate
    if (['error', 'warning'].includes(message.type()) && !isKnown) heard.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => heard.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    // Requests of scripts and for the icon are aborted when the page is left.
    const isBrokenOff = request.failure()?.errorText === 'net::ERR_ABORTED'
    if (request.resourceType() !== 'document' && !isBrokenOff) heard.push(`not loaded: ${request.url()}`)
  })
  return heard
}

/** Elements that make the page, or a part of it, wider than allowed. */
async function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const name = (element) => element.tagName.toLowerCase() + '.' + [...element.classList].join('.')
    const root = document.documentElement
    const faults = root.scrollWidth > root.clientWidth ? ['the page scrolls sideways: ' + root.scrollWidth + ' px'] : []
    for (const element of document.body.querySelectorAll('*')) {
      const canScroll = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
      if (canScroll && element.scrollWidth > element.clientWidth + 1) faults.push(name(element) + ' scrolls sideways')
      const { right, width, height } = element.getBoundingClientRect()
      const isShown = width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible'
      if (faults.length > 0 && isShown && right > root.clientWidth + 1) faults.push('  ' + name(element) + ' ends at ' + Math.round(right))
    }
    return faults.slice(0, 8)
  })()`)
}

/** Violations of every rule that axe enables by default, with nothing excluded. */
async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`)
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, help, nodes }) =>
      'axe ' + id + ': ' + help + nodes.slice(0, 5).map(({ html, failureSummary }) =>
        '\\n  ' + html.slice(0, 200) + '\\n    ' + failureSummary.replaceAll('\\n', '\\n    ')).join('')))`)
}
