import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { HtmlValidate } from 'html-validate'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { renderPage, type Site, viewEngine } from '../../../src/ui/views/views.ts'

const own = (view: string): string => fileURLToPath(new URL(`views/${view}.ejs`, import.meta.url))
const viewsFolder = fileURLToPath(new URL('../../../views/', import.meta.url))

const site: Site = {
  schoolName: 'Ashgrove & District Academy',
  userName: 'Jo Marsh',
  roleName: 'SENCO',
  signedIn: true,
  staffId: '0197a1b2-0000-7000-8000-000000000001',
  maySearch: true,
  navigation: [
    { text: 'Today', href: '/', current: true },
    { text: 'Register', href: '/register', current: false },
  ],
  csrfToken: 'token',
  today: '24 November 2026',
  printedAt: '24 November 2026 at 14:32',
  flash: {
    heading: 'Saved',
    text: 'The note is due by 17 October.',
    link: { text: 'Write it now', href: '/note' },
    undo: { text: 'Undo', action: '/undo', fields: { _csrf: 'token' } },
  },
  pdfHref: null,
  assets: {
    css: '/assets/app.css',
    js: '/assets/app.js',
    jsEnabled: '/assets/js-enabled.js',
    icon: '/assets/icon.svg',
  },
}
const page = {
  title: 'Pupils',
  heading: 'Pupils',
  rows: [
    { name: 'Amir', person: { name: 'A' } },
    { name: 'Seren', person: { name: 'S' } },
  ],
  tasks: [{ title: 'Import', status: { text: 'Not started' } }],
}

describe('a page made by renderPage', () => {
  test('renderPage puts a view into the layout with the school, the user and the flash message', () => {
    const answer = renderPage(own('page'), { page, site })
    expect(answer).toContain('<title>Pupils – SEN Support Register</title>')
    expect(answer).toContain('Ashgrove &amp; District Academy')
    expect(answer).toContain('Printed by Jo Marsh, 24 November 2026 at 14:32')
    expect(answer).toContain('<a class="govuk-link" href="/note">Write it now</a>')
    expect(answer).toContain('<p>Seren S</p>')
  })

  test('a page whose form has errors says so in its title and lists them', () => {
    const errors = [{ text: 'Say what you saw', href: '#seen' }]
    const answer = renderPage(own('page'), { page: { ...page, errors }, site })
    expect(answer).toContain('<title>Error: Pupils')
    expect(answer).toContain('<a href="#seen">Say what you saw</a>')
  })

  test('a page about two conflicting edits shows both versions', () => {
    const conflict = { fields: [{ label: 'What was seen', yours: 'He hid', theirs: '' }] }
    const answer = renderPage(own('page'), { page: { ...page, conflict }, site })
    expect(answer).toContain('What you wrote</h4><p class="app-compare__text">He hid</p>')
    expect(answer).toContain('What was saved meanwhile</h4><p class="app-compare__text">Left empty</p>')
  })

  test('a page without a signed-in user has no navigation, no name and no sign-out button', () => {
    const nobody = { ...site, signedIn: false, navigation: [], flash: null }
    const answer = renderPage('http/problem', {
      page: { title: 'Not found', paragraphs: ['x'], requestId: 'r', again: null, onward: { text: 'On', href: '/' } },
      site: nobody,
    })
    expect(answer).not.toContain('Jo Marsh')
    expect(answer).not.toContain('Sign out')
    expect(answer).not.toContain('<nav')
  })

  test('Express renders a page with the view engine', async () => {
    const app = express()
    app.engine('ejs', viewEngine())
    app.set('views', fileURLToPath(new URL('views', import.meta.url)))
    app.set('view engine', 'ejs')
    app.get('/', (_request, response) => response.render('page', { page, site }))
    const answer = await request(app).get('/').expect(200)
    expect(answer.text).toContain('<p>Amir A</p>')
  })

  test('a page is valid HTML without inline scripts or styles', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // Turned off where GOV.UK Frontend's own markup breaks them.
      rules: {
        'no-trailing-whitespace': 'off',
        'no-inline-style': 'error',
        'no-redundant-role': 'off',
        'long-title': 'off',
      },
    })
    const errors = [{ text: 'Say what you saw', href: '#main-content' }]
    const conflict = { fields: [{ label: 'What was seen', yours: 'He hid', theirs: '' }] }
    const answer = renderPage(own('page'), {
      page: { ...page, errors, conflict, back: { text: 'Register', href: '/register' } },
      site,
    })
    const report = await validator.validateString(answer)
    const messages = report.results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
    )
    expect(messages).toEqual([])
    expect(answer).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=/)
  })
})

describe('a view with a misspelt field', () => {
  test('a misspelt field in a view throws, with its path and the fields that exist', () => {
    expect(() => renderPage(own('misspelt'), { page, site })).toThrow(
      'page.headin is not in the page model. It has: title, heading, rows, tasks',
    )
  })

  test('a misspelt field in a condition of a view throws', () => {
    expect(() => renderPage(own('misspelt-condition'), { page, site })).toThrow('page.isLate')
  })

  test('a misspelt field in a view’s loop over the rows of a list throws', () => {
    expect(() => renderPage(own('misspelt-in-row'), { page, site })).toThrow('page.rows[0].isLate')
  })

  test('a field that a later row of a list lacks throws when the view prints it', () => {
    const rows = [{ name: 'Amir', person: { name: 'A' } }, { person: { name: 'S' } }]
    expect(() => renderPage(own('page'), { page: { ...page, rows }, site })).toThrow('a field misspelt')
  })
})

describe('every view', () => {
  const files = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ejs'))

  test.each(files)(
    'view %s prints only components and includes unescaped, and has no inline scripts or styles',
    (file) => {
      const source = readFileSync(join(viewsFolder, file), 'utf8')
      const unescaped = [...source.matchAll(/<%-\s*([^%]*?)\s*-?%>/g)].map(([, printed]) => printed ?? '')
      const allowed = file === 'layout.ejs' ? /^(c\.|f\.|include\(|page\.body$)/ : /^(c\.|f\.|include\()/
      expect(unescaped.filter((printed) => !allowed.test(printed))).toEqual([])
      expect(source).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/)
    },
  )
})
