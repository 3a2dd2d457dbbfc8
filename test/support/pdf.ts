import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'

export type Printed = {
  bytes: Buffer
  /** The text of each sheet, laid out as it stands on it. */
  sheets: string[]
  /** All of it in reading order, cell after cell, on one line. */
  text: string
  /** "594.96 x 841.92 pts (A4)" */
  size: string
}

const withPdf = (program: string, options: readonly string[], pdf: Buffer): string =>
  execFileSync(program, [...options], { input: pdf, encoding: 'utf8', maxBuffer: 50_000_000 })

/** The page as the browser's own print makes it, in black on white, without backgrounds. */
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

/** Words alone, in the order in which they stand, for comparing what is said whatever the lines and where they break. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
