import { expect, test } from 'vitest'
import { readConfig, UnusableSettings } from '../../../src/config.ts'
import { messageIdOf } from '../../../src/platform/mail/mail.ts'

const faultsOf = (variables: Record<string, string>): string => {
  try {
    readConfig(variables)
    return ''
  } catch (error) {
    if (error instanceof UnusableSettings) return error.message
    throw error
  }
}

test.each([
  [{ SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'sen@school.example' }],
  [{ SMTP_URL: 'smtps://sen%40school.example:secret@smtp.school.example:465', MAIL_FROM: 'SEN <sen@school.example>' }],
  [{}],
])('readConfig accepts a mail server with a sender, or neither: %o', (variables) => {
  expect(faultsOf(variables)).toBe('')
})

test.each([
  [{ SMTP_URL: 'smtp://localhost:25' }, 'SMTP_URL and MAIL_FROM: set both'],
  [{ MAIL_FROM: 'sen@school.example' }, 'SMTP_URL and MAIL_FROM: set both'],
  [{ SMTP_URL: 'https://localhost', MAIL_FROM: 'sen@school.example' }, 'SMTP_URL: must begin with smtp:// or smtps://'],
  [{ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'the school' }, 'MAIL_FROM: must be an e-mail address'],
  [{ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'SEN <sen@school.example>\r\nBcc: x@y.example' }, 'MAIL_FROM: must be'],
  [{ CHROMIUM: '/no/such/program' }, 'CHROMIUM: does not exist on this machine'],
])('readConfig refuses %o with the message: %s', (variables, words) => {
  expect(faultsOf(variables)).toContain(words)
})

test('the Message-ID of a mail is its row’s id at the sender’s host', () => {
  const id = '0197a1b2-0000-7000-8000-000000000001'
  expect(messageIdOf(id, 'Ashgrove SEN <sen@school.example>')).toBe(`<${id}@school.example>`)
  expect(messageIdOf(id, 'sen@school.example')).toBe(`<${id}@school.example>`)
})
