import { expect } from 'vitest'
import { mainText } from '../support/app.ts'
import { htmlErrors } from '../support/valid-html.ts'
import type { Reply } from './visitor.ts'

/** Matches what only a programmer should see: stack traces, paths, messages of the database and of the language. */
const internals =
  /\bat (async )?\S+ \(|node_modules|\.ts:\d|prisma|postgres|SQLSTATE|syntax for type|violates|violation|TypeError|RangeError|SyntaxError|\[object |\bundefined\b|function \w+\(\)/i
/** Matches JavaScript's NaN. It is case-sensitive, because a text may mention a child's nan (grandmother). */
const notANumber = /\bNaN\b/

/**
 * The HTML of a longer page is not validated. A page that repeats thousands of hostile fields has the same parts as one
 * that repeats ten. Characters.
 */
const longestValidated = 150_000
const validated = new Map<string, Promise<string[]>>()

/** Validates a page. The result is cached by the page's HTML without ids. */
function htmlFaults(html: string): Promise<string[]> {
  if (html.length > longestValidated) return Promise.resolve([])
  const page = html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=name="_csrf" value=")[0-9a-f]+/g, 'x')
  const known = validated.get(page) ?? htmlErrors(html)
  validated.set(page, known)
  return known
}

/** Expects a whole, valid page without internals, or a redirect within the app, but never a 500. */
export async function expectWellFormedReply(reply: Reply, sent: string): Promise<void> {
  expect(reply.status, `${sent}: ${mainText(reply.text).slice(0, 300)}`).toBeLessThan(500)
  if (reply.status === 303) {
    expect(reply.headers.location, sent).toMatch(/^\/(?!\/)/)
    return
  }
  const type = String(reply.headers['content-type'])
  const isFile = String(reply.headers['content-disposition']).startsWith('attachment')
  if (isFile || !type.startsWith('text/html')) {
    expect(reply.status, sent).toBe(200)
    return
  }
  const main = mainText(reply.text)
  expect(main.length, sent).toBeGreaterThan(20)
  expect((internals.exec(main) ?? notANumber.exec(main))?.[0] ?? null, sent).toBeNull()
  expect(await htmlFaults(reply.text), sent).toEqual([])
}
