import express from 'express'
import { expect, test } from 'vitest'
import { securityHeaders } from '../../src/http/security.ts'
import { openBrowser } from '../support/browser.ts'

/** Tests the checks that the journeys rely on, with pages that have known faults. */
const sound = '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1></main></html>'
const pages: Readonly<Record<string, string>> = {
  '/sound': sound,
  '/script': sound.replace('</main>', '<script>document.title = ""</script></main>'),
  '/style': sound.replace('<h1>', '<h1 style="color: red">'),
  '/exception': sound.replace('</main>', '<script src="/broken.js"></script></main>'),
  '/lost': sound.replace('</main>', '<img src="/nowhere.png" alt=""></main>'),
  '/wide': sound.replace('</main>', `<p>${'W'.repeat(300)}</p></main>`),
  '/alt': sound.replace('</main>', '<img src="/sound.svg"></main>'),
}

const app = express()
app.use(securityHeaders({ secure: false }))
app.get('/broken.js', (_request, response) => response.type('js').send('throw new Error("broken")'))
app.get('/sound.svg', (_request, response) =>
  response.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
)
app.get('/favicon.ico', (_request, response) => response.status(204).end())
app.get('/:page', (request, response) => {
  const html = pages[request.path]
  response.status(html === undefined ? 404 : 200).send(html ?? sound)
})
const tab = await (await openBrowser(app)).newTab({ width: 390 })

test('the page checks find no faults in a valid page', async () => {
  await tab.open('/sound')
  expect(await tab.faults()).toEqual([])
})

test.each([
  ['/script', /console: .*Content Security Policy/],
  ['/style', /console: .*Content Security Policy/],
  ['/exception', /exception: broken/],
  ['/lost', /console: Failed to load resource/],
  ['/wide', /the page scrolls sideways/],
  ['/alt', /axe image-alt/],
])('the page checks report the fault of the page %s', async (path, words) => {
  await tab.open(path)
  expect((await tab.faults()).join('\n')).toMatch(words)
})

test('the page checks report an unexpected status', async () => {
  await expect(tab.open('/nowhere')).rejects.toThrow('/nowhere answered 404')
})
