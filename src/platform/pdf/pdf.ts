import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { type Browser, chromium } from 'playwright-core'

export type Pdf = {
  /**
   * Makes a PDF of a page, as the browser prints it: A4, tagged, headings as outline, numbered sheets.
   * @param html a complete page of the register. Its stylesheet is inlined; nothing else that it links to is loaded.
   * @throws PdfUnavailable
   */
  of: (html: string) => Promise<Uint8Array>
  /** Ends a running Chromium and refuses further PDFs. */
  close: () => Promise<void>
}

/** The PDF could not be made: too many are waiting, or Chromium did not start or took too long. */
export class PdfUnavailable extends Error {
  override name = 'PdfUnavailable'
}

/** Time limit for one PDF, including the start of Chromium; usually one or two seconds. Milliseconds. */
const longest = 30_000
/** How many PDFs may wait for their turn. A further request is refused. */
const mostWaiting = 10
/** How much of an error message is logged. Characters. */
const mostSaid = 500
/**
 * The page's address inside Chromium. The domain `.invalid` never exists (RFC 2606); the HTML is served by this module.
 */
const nowhere = 'http://register.invalid/'

const stylesheet = fileURLToPath(new URL('../../../public/build/app.css', import.meta.url))

const programArguments = [
  // Chromium has no sandbox when it runs as root. The page has no scripts and no network.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

/**
 * Makes PDFs one at a time. Each gets its own Chromium process, which starts without state and always ends.
 * @param executablePath path of a Chromium or Chrome
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
      if (waiting >= mostWaiting) return Promise.reject(new PdfUnavailable('Too many PDFs are waiting'))
      waiting += 1
      const made = last.then(() => make(withOwnStyles(html)))
      last = made.catch(() => {}).finally(() => (waiting -= 1))
      return made.catch((cause: unknown) => {
        // Error messages of Chromium and its driver do not contain the page's text.
        log.error({ said: cause instanceof Error ? cause.message.slice(0, mostSaid) : '' }, 'A PDF could not be made')
        throw new PdfUnavailable('Chromium failed', { cause })
      })
    },
    async close() {
      isClosed = true
      await running?.close()
      await last
    },
  }
}

/** The page's HTML with the stylesheet inlined, and without scripts, icon and the product name in the title. */
function withOwnStyles(html: string): string {
  const css = readFileSync(stylesheet, 'utf8')
  return html
    .replace(/ – SEN Support Register<\/title>/, '</title>')
    .replace(/<script\b[^>]*>\s*<\/script>/g, '')
    .replace(/<link rel="icon"[^>]*>/, '')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
}
