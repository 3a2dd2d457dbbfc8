import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { type Browser, chromium } from 'playwright-core'

export type Pdf = {
  /**
   * A page as PDF, as the browser's own print makes it: A4, tagged, with its headings as outline, each sheet numbered.
   * @param html a whole page of ours; its styles are put into it, and nothing else that it names is fetched
   * @throws PdfUnavailable
   */
  of: (html: string) => Promise<Uint8Array>
  /** Ends the one that is being made. */
  close: () => Promise<void>
}

/** The PDF could not be made: too many are waited for, or Chromium did not start or took too long. */
export class PdfUnavailable extends Error {
  override name = 'PdfUnavailable'
}

/** From the start of Chromium to the last sheet. Milliseconds; a page takes one or two seconds. */
const longest = 30_000
/** More than so many at once are told to come back. */
const mostWaiting = 10
/** Characters. */
const mostSaid = 500
/** Any that is none of the internet's (RFC 2606): what is asked for there is answered from here, or not at all. */
const nowhere = 'http://register.invalid/'

const stylesheet = fileURLToPath(new URL('../../../public/build/app.css', import.meta.url))

const programArguments = [
  // As root it has no sandbox; the page has no scripts, and can reach nothing.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

/**
 * Makes PDFs with a Chromium of its own process for each, one at a time: it begins with nothing, and whatever becomes of it,
 * it ends.
 * @param executablePath a Chromium or Chrome
 */
export function openPdf(executablePath: string, log: Logger): Pdf {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let running: Browser | null = null
  let isClosed = false

  async function make(html: string): Promise<Uint8Array> {
    if (isClosed) throw new PdfUnavailable('The register is stopping')
    const browser = await chromium.launch({
      executablePath,
      args: programArguments,
      timeout: longest,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    running = browser
    const deadline = setTimeout(() => browser.close(), longest)
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, serviceWorkers: 'block' })
      await context.route('**/*', (route) =>
        route.request().url() === nowhere
          ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
          : route.abort(),
      )
      const page = await context.newPage()
      await page.goto(nowhere, { waitUntil: 'load', timeout: longest })
      return await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true })
    } finally {
      clearTimeout(deadline)
      running = null
      await browser.close()
    }
  }

  return {
    of(html) {
      if (waiting >= mostWaiting) return Promise.reject(new PdfUnavailable('Too many are being made'))
      waiting += 1
      const made = last.then(() => make(withOwnStyles(html)))
      last = made.catch(() => {}).finally(() => (waiting -= 1))
      return made.catch((cause: unknown) => {
        // What Chromium and its driver say is of themselves: the page's words are not in it.
        log.error({ said: cause instanceof Error ? cause.message.slice(0, mostSaid) : '' }, 'A PDF could not be made')
        throw new PdfUnavailable('Chromium did not make it', { cause })
      })
    },
    async close() {
      isClosed = true
      await running?.close()
      await last
    },
  }
}

/** The page as it is sent, its stylesheet inside it and its scripts left out; its title does not name the program. */
function withOwnStyles(html: string): string {
  const css = readFileSync(stylesheet, 'utf8')
  return html
    .replace(/ – SEN Support Register<\/title>/, '</title>')
    .replace(/<script\b[^>]*>\s*<\/script>/g, '')
    .replace(/<link rel="icon"[^>]*>/, '')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
}
