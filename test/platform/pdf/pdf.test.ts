import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { pino } from 'pino'
import type request from 'supertest'
import { afterAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { openPdf, PdfUnavailable } from '../../../src/platform/pdf/pdf.ts'
import { signIn, testApp } from '../../support/app.ts'
import { demoSchool, emailOf } from '../../support/demo-school.ts'

const log = pino({ level: 'silent' })
const pdf = openPdf(findChromium() ?? '', log)
afterAll(() => pdf.close())
const { app, db } = await testApp(undefined, { pdf })
const { rows } = await demoSchool(db)
const { app: without } = await testApp()

/** The text and size of each sheet of a PDF, its title and whether it is tagged. */
function read(bytes: Uint8Array): { sheets: string[]; sizes: string[]; title: string; isTagged: boolean } {
  const run = (program: string, options: string[]) =>
    execFileSync(program, options, { input: Buffer.from(bytes), encoding: 'utf8' })
  const facts = run('pdfinfo', ['-l', '-1', '-'])
  const title = /^Title:\s+(.*)$/m.exec(facts)?.[1] ?? ''
  return {
    sheets: run('pdftotext', ['-layout', '-', '-']).split('\f').slice(0, -1),
    sizes: [...facts.matchAll(/^Page +\d+ size:\s+(.*)$/gm)].map(([, size]) => size ?? ''),
    title,
    isTagged: /^Tagged:\s+yes$/m.test(facts),
  }
}

const letter = rows.letter.at(-1)
const plan = rows.plan.at(-1)
const letterPath = `/pupils/${letter?.pupilId}/letters/${letter?.id}`
const planPath = `/pupils/${plan?.pupilId}/plans/${plan?.id}`
const senco = await signIn(app, emailOf('senco'))

const binary = (sending: request.Test) =>
  sending.buffer(true).parse((response, done) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => done(null, Buffer.concat(parts)))
  })

describe.each([
  ['letter', letterPath, [letter?.signedBy ?? '', 'Ashgrove Academy', letter?.subject ?? '']],
  ['plan', planPath, ['Ashgrove Academy', 'Agreed', 'What we do']],
])('a %s', (name, path, said) => {
  test(`a ${name} as PDF is A4, tagged, complete, and has numbered sheets`, async () => {
    const answer = await binary(senco.get(`${path}?as=pdf`))
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=${name}.pdf`)
    const { sheets, sizes, title, isTagged } = read(answer.body)
    expect(sizes.length).toBe(sheets.length)
    for (const size of sizes) expect(size).toMatch(/^594\.96 x 841\.92 pts \(A4\)/)
    for (const [index, sheet] of sheets.entries()) expect(sheet).toContain(`Page ${index + 1} of ${sheets.length}`)
    const all = sheets.join('\n').replace(/\s+/g, ' ')
    for (const words of said) expect(all).toContain(words.replace(/\s+/g, ' '))
    expect(all).not.toMatch(/Sign out|Print|SEN Support Register/)
    expect(title.toLowerCase()).toBe(name)
    expect(isTagged).toBe(true)
  })

  test(`a ${name} is offered as PDF only if a Chromium is configured`, async () => {
    expect((await senco.get(path)).text).toContain(`href="${path}?as=pdf"`)
    const other = await signIn(without, emailOf('senco'))
    expect((await other.get(path)).text).not.toContain('as=pdf')
    expect((await other.get(`${path}?as=pdf`)).headers['content-type']).toContain('text/html')
  })

  test(`a ${name} as PDF gives 403 to an administrator, who may not read it`, async () => {
    const administrator = await signIn(app, emailOf('administrator'))
    expect((await administrator.get(`${path}?as=pdf`)).status).toBe(403)
  })
})

describe('openPdf', () => {
  test('making a PDF loads nothing from the network and runs no scripts', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end()
    }).listen(0, '127.0.0.1')
    const address = server.address()
    const port = address !== null && typeof address !== 'string' ? address.port : 0
    const there = `http://127.0.0.1:${port}`
    const bytes = await pdf.of(
      `<!DOCTYPE html><title>t</title><link rel="stylesheet" href="${there}/a.css"><img src="${there}/b.png" alt="">
       <iframe src="${there}/c"></iframe><img src="file:///etc/passwd" alt=""><p id="p">as sent</p>
       <script>document.getElementById('p').textContent = 'changed'</script>`,
    )
    server.close()
    expect(asked).toBe(0)
    expect(read(bytes).sheets.join('')).toContain('as sent')
  })

  test('of 12 concurrent PDF requests, 10 are answered one after the other and 2 are refused', async () => {
    const all = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => pdf.of(`<p>Number ${n}`)))
    const made = all.flatMap((one, n) =>
      one.status === 'fulfilled' ? [read(one.value).sheets.join('').includes(`Number ${n}`)] : [],
    )
    expect(made).toEqual(Array.from({ length: 10 }, () => true))
    expect(all.filter((one) => one.status === 'rejected' && one.reason instanceof PdfUnavailable)).toHaveLength(2)
  })

  test('a PDF request gets 503 and a message if Chromium does not start', async () => {
    const { app: broken } = await testApp(undefined, { pdf: openPdf('/bin/false', log) })
    const browser = await signIn(broken, emailOf('senco'))
    const answer = await browser.get(`${letterPath}?as=pdf`)
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('The PDF could not be made')
  })
})
