import { v7 as uuidv7 } from 'uuid'
import { type Body, formType, urlencoded } from './visitor.ts'

/*
 * Input that none of our forms sends and none of our links leads to.
 */

/** A lone surrogate, percent-encoded: not valid UTF-8. */
const loneSurrogate = '%ED%A0%80'

export const hostileIds = [
  '%zz',
  '%00',
  loneSurrogate,
  '99999999999999999999',
  '..%2f..%2fetc',
  'x'.repeat(300),
  uuidv7(),
  uuidv7().toUpperCase(),
  'constructor',
] as const

/** Ids in a URL that cannot be decoded, so that the response is 400 instead of 404. */
export const unreadableIds: readonly string[] = ['%zz', loneSurrogate]

export const hostileAddresses = [
  '/%zz',
  '//[',
  '//evil.example/register',
  '/\\evil.example',
  'http://evil.example/register',
  '/register/%',
  '/%00',
  '*',
] as const

const questions = [
  'year class need status step who q asOf kind decision rule subject for from plan undo view page token next mine owner',
  'since until about to letters names words pupil choose group tick go weekdays from-day startsAt minutes',
].flatMap((names) => names.split(' '))
const answers = ['%00', loneSurrogate, '%zz', 'constructor', '__proto__', '2026-02-31', '9999-12-31', '-1', uuidv7()]

/** Each query parameter with a hostile value, in three rotations. */
export const hostileQueries = [
  ...[0, 3, 5].map((turn) => questions.map((name, at) => `${name}=${answers[(at + turn) % answers.length]}`).join('&')),
  questions.map((name) => `${name}=a&${name}=b&${name}[]=c&${name}[x][y]=d`).join('&'),
  questions.map((name) => `${name}=constructor`).join('&'),
  `q=${'x'.repeat(9_000)}`,
  '&&=&=&%=%&??',
]

/** Hostile values for text fields. */
export const hostileTexts = [
  '\u0000',
  'a\u0000b\u0007',
  '\ud800',
  '\u202e\ufeff',
  'constructor',
  '__proto__',
  'toString',
  '99999999999999999999',
  '-1',
  '../../etc/passwd',
  `'; drop table "Pupil"; --`,
  '<script>alert(1)</script>',
  '<%= 7 %>',
  'x'.repeat(5_000),
  uuidv7(),
] as const

export const hostileNames = [
  '__proto__',
  'constructor',
  'a.0.b.1.c',
  'a.99.b',
  'outcomes.0.__proto__',
  'outcomes.0.constructor',
  'outcomes.59.x',
  'constructor.0.x',
  'x[y][z]',
  'a.b',
  '.',
  'id',
  'version',
  '_for',
  'toString-day',
  '__proto__-day',
  'outcomes',
  'outcomes-day',
  'outcomes.0.by-day',
] as const

export const part = (name: string, content: string, more = ''): string =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n${more}\r\n${content}\r\n`

export const filePart = (content: Buffer | string, name = 'pupils.csv'): string =>
  [
    '--edge',
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: text/csv',
    '',
    `${content.toString('latin1')}\r\n`,
  ].join('\r\n')

const multipartType = 'multipart/form-data; boundary=edge'

export const multipart = (...parts: readonly string[]): Body => ({
  type: multipartType,
  content: Buffer.from(`${parts.join('')}--edge--\r\n`, 'latin1'),
})

const inUtf16 = 'Content-Type: text/plain; charset=utf-16le\r\n'
const form = (content: string | Buffer): Body => ({ type: formType, content })
const utf16Form = (content: string): Body => ({
  type: `${formType}; charset=utf-16le`,
  content: Buffer.from(content, 'utf16le'),
})

/**
 * Bodies that are not valid forms, with a description of each. `csrf` is the CSRF token of a real session, so that they
 * get past that check.
 */
export function hostileBodies(csrf: string): readonly (readonly [string, Body | null])[] {
  const token = part('_csrf', csrf)
  const names = hostileNames.map(encodeURIComponent)
  const notTexts = Buffer.from([0xff, 0xed, 0xa0, 0x80, 0x00])
  return [
    ['nothing', null],
    ['an empty form', form('')],
    ['only the token', form(`_csrf=${csrf}`)],
    ['JSON', { type: 'application/json', content: JSON.stringify({ _csrf: csrf, id: { $ne: null } }) }],
    ['XML', { type: 'text/xml', content: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }],
    ['a multipart form without a file', multipart(token, part('seen', 'x'))],
    ['a multipart form that breaks off', { type: multipartType, content: token }],
    ['a multipart form without its boundary', { type: 'multipart/form-data', content: token }],
    ['a multipart form with a broken head', multipart('--edge\r\n:::\r\n\r\nx\r\n')],
    ['a part without a name', multipart('--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n')],
    ['two files', multipart(token, filePart('a'), filePart('b'))],
    ['a file in another field', multipart(token, filePart('a').replace('name="file"', 'name="__proto__"'))],
    ['a file with a hostile name', multipart(token, filePart('UPN\n1', '../\u0000%22<b>'))],
    ['a part in UTF-16 with a lone surrogate', multipart(token, part('id', '\u0000\u00d8', inUtf16), filePart('a'))],
    ['many parts', multipart(token, ...Array.from({ length: 100 }, (_, at) => part(`f${at}`, 'x')))],
    ['an unknown charset', { type: `${formType}; charset=klingon`, content: `_csrf=${csrf}` }],
    ['UTF-16 with a lone surrogate', utf16Form(`_csrf=${csrf}&seen=\ud800&id=\ud800`)],
    ['bytes that are no text', form(Buffer.concat([Buffer.from(`_csrf=${csrf}&seen=`), notTexts]))],
    ['broken percents', form(`_csrf=${csrf}&seen=%zz&%=%&id=${loneSurrogate}&raisedBy=%00`)],
    ['hostile names, each twice', form(`_csrf=${csrf}&${names.map((name) => `${name}=1&${name}=2`).join('&')}`)],
    ['thousands of fields', form(`_csrf=${csrf}&${thousands.join('&')}`)],
    ['200 KB', form(urlencoded({ _csrf: csrf, seen: 'x'.repeat(200_000) }))],
    ['2 MB', form(urlencoded({ _csrf: csrf, seen: 'x'.repeat(2_000_000) }))],
  ]
}

const thousands = Array.from({ length: 5_000 }, (_, at) => `outcomes.${at % 100}.f${at}=x`)
