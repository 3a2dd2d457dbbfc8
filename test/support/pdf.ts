import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'

type Printed = {
  bytes: Buffer
  /** The text of each sheet, with its layout. */
  sheets: string[]
  /** The text of all sheets in reading order, on one line. In a table, one cell follows the other. */
  text: string
  /** The paper size as pdfinfo prints it: "594.96 x 841.92 pts (A4)". */
  size: string
}

const withPdf = (program: string, options: readonly string[], pdf: Buffer): string =>
  execFileSync(program, [...options], { input: pdf, encoding: 'utf8', maxBuffer: 50_000_000 })

/** Prints the page with the browser, in black on white without backgrounds. */
export async function printed(page: Page): Promise<Printed> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: true })
  const sheets = withPdf('pdftotext', ['-layout', '-', '-'], bytes).split('\f')
  return {
    bytes,
    sheets: sheets.slice(0, -1),
    text: withPdf('pdftotext', ['-raw', '-', '-'], bytes).replace(/\s+/g, ' '),
    size: /^Page size:\s+(.*)$/m.exec(withPdf('pdfinfo', ['-'], bytes))?.[1] ?? '',
  }
}

/** The words of a text in order, to compare texts regardless of line breaks. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
