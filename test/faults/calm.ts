import { expect } from 'vitest'
import { mainText } from '../support/app.ts'
import { faultsOf } from '../support/sound-html.ts'
import type { Reply } from './visitor.ts'

/** What only a programmer should read: stacks, paths, messages of the database and of the language. */
const innards =
  /\bat (async )?\S+ \(|node_modules|\.ts:\d|prisma|postgres|SQLSTATE|syntax for type|violates|violation|TypeError|RangeError|SyntaxError|\[object |\bundefined\b|function \w+\(\)/i
/** As it is written: a nan looks after her grandchildren. */
const notANumber = /\bNaN\b/

/** A page that repeats thousands of hostile fields is made of the same parts as one that repeats ten. Characters. */
const longestJudged = 150_000
const judged = new Map<string, Promise<string[]>>()

/** A page is judged once, however often it comes with other ids. */
function htmlFaults(html: string): Promise<string[]> {
  if (html.length > longestJudged) return Promise.resolve([])
  const page = html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=name="_csrf" value=")[0-9a-f]+/g, 'x')
  const known = judged.get(page) ?? faultsOf(html)
  judged.set(page, known)
  return known
}

/** Never a 500 nor a bare line: a whole, sound page that says nothing of what is inside, or a way on within the app. */
export async function expectCalm(reply: Reply, sent: string): Promise<void> {
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
  expect((innards.exec(main) ?? notANumber.exec(main))?.[0] ?? null, sent).toBeNull()
  expect(await htmlFaults(reply.text), sent).toEqual([])
}
