import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import type { Express } from 'express'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { chromiumArguments, findChromium } from '../../scripts/chromium.ts'
import { password } from './app.ts'

/** A desk and a phone, in CSS pixels. */
export const widths = [1280, 390] as const
export type Width = (typeof widths)[number]
const heights: Readonly<Record<Width, number>> = { 1280: 900, 390: 844 }

/** A small laptop: nothing may scroll sideways there either. */
const laptop = { width: 1024, height: 700 }

/** A condition that has not come true after so long never will; far longer than any page takes. Milliseconds. */
const patience = 20_000

export type OpenBrowser = {
  /** Where the app answers, on a port of its own. */
  origin: string
  /** A tab in which nobody has signed in, with cookies of its own. */
  newTab: (options?: TabOptions) => Promise<Tab>
  /** A tab in which the person has signed in through the page. */
  signIn: (email: string, options?: TabOptions & { password?: string }) => Promise<Tab>
}

export type TabOptions = { width?: Width; scripts?: boolean }

export type Tab = {
  page: Page
  /** Opens an address of the app, and gives what was sent. @throws where the answer's status is not `status`, 200 unless given */
  open: (path: string, status?: number) => Promise<string>
  /** Every fault of the page as it stands at the tab's width, a text each; what the console said is then forgotten. */
  faults: () => Promise<string[]>
  /** No fault on the page at either width, every closed part opened; and no sideways scroll in between. */
  expectSound: () => Promise<void>
  /** Another tab of the same person. */
  beside: (options?: TabOptions) => Promise<Tab>
}

/** One Chromium and one server for the test file; both end after its last test. */
export async function openBrowser(app: Express): Promise<OpenBrowser> {
  const server = createServer(app)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterAll(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        // A browser holds connections ready on which it has asked for nothing yet: they would be waited for, a minute long.
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

/** @throws where the machine has no Chromium */
export async function launchChromium(): Promise<Browser> {
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

/** What no page may say: errors and warnings of the console (refusals of the security policy are such), exceptions, lost files. */
function listenTo(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    const isOfPage = message.location().url === page.url()
    const isStatusOfPage = message.text().startsWith('Failed to load resource') && isOfPage
    // What was typed last is refused as a draft where its form was saved before it arrived; its page is left by then.
    const isDraftTooLate = message.text().includes('status of 409') && !isOfPage
    const isKnown = isStatusOfPage || isDraftTooLate
    if (['error', 'warning'].includes(message.type()) && !isKnown) heard.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => heard.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    // What a page still asks for is broken off when it is left: what a script fetches, or the icon.
    const isBrokenOff = request.failure()?.errorText === 'net::ERR_ABORTED'
    if (request.resourceType() !== 'document' && !isBrokenOff) heard.push(`not loaded: ${request.url()}`)
  })
  return heard
}

/** The page, or a part of it, is wider than it may be. */
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

/** Every rule that axe switches on, nothing excluded. */
async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`)
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, help, nodes }) =>
      'axe ' + id + ': ' + help + nodes.slice(0, 5).map(({ html, failureSummary }) =>
        '\\n  ' + html.slice(0, 200) + '\\n    ' + failureSummary.replaceAll('\\n', '\\n    ')).join('')))`)
}
