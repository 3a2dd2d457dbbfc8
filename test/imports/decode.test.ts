import { describe, expect, it } from 'vitest'
import { decode, MAX_FILE_BYTES } from '../../src/imports/decode.ts'

const TEXT = 'UPN,Surname\nB801200005001,Zoë O’Brien – €\n'

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return littleEndian ? bytes : bytes.swap16()
}

describe('decode', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16', utf16(TEXT, true)],
    ['UTF-16', utf16(TEXT, false)],
    ['Windows-1252', Buffer.from(TEXT.replace('’', '\u0092').replace('–', '\u0096').replace('€', '\u0080'), 'latin1')],
  ])('decode reads %s', (encoding, bytes) => {
    expect(decode(bytes)).toEqual({ ok: true, text: TEXT, encoding })
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 'The file is empty.'],
    ['a byte order mark alone', Buffer.from('\ufeff'), 'The file is empty.'],
    ['only white space', Buffer.from(' \r\n\r\n'), 'The file is empty.'],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004…'), 'This is an Excel workbook or a zip file'],
    ['an older Excel workbook', Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'This is an older Excel workbook'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'This is a PDF'],
    ['a PNG', Buffer.of(0x89, 0x50, 0x4e, 0x47), 'This is a picture'],
    ['a JPEG', Buffer.of(0xff, 0xd8, 0xff, 0xe0), 'This is a picture'],
    ['a gzip file', Buffer.of(0x1f, 0x8b, 0x08), 'This is a compressed file'],
    ['a Common Transfer File', Buffer.from('\ufeff<?xml version="1.0"?><CTfile/>'), 'This is an XML file'],
    ['a web page named .xls', Buffer.from('\n<HTML><table></table>'), 'This is a web page'],
    ['a NUL byte', Buffer.from('UPN,Surname\nB801200005001,Abb\0ott'), 'holds characters that no CSV file has'],
    ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le'), 'holds characters that no CSV file has'],
    ['half a UTF-16 character', utf16(TEXT, true).subarray(0, 9), 'The file is damaged'],
    ['a lone surrogate', utf16('UPN\ud800,', true), 'The file is damaged'],
    ['invalid UTF-8 after a byte order mark', Buffer.of(0xef, 0xbb, 0xbf, 0x55, 0xff), 'The file is damaged'],
    [
      'more than 10 MB',
      Buffer.alloc(MAX_FILE_BYTES + 1, 'a'),
      'The file is 10.0 MB. The most that can be read is 10 MB',
    ],
  ])('decode refuses %s', (_, bytes, why) => {
    expect(decode(bytes)).toEqual({ ok: false, refusal: expect.stringContaining(why) })
  })

  it('decode reads a file that is part of a larger buffer', () => {
    const around = Buffer.from('xxUPN;Zo\u00ebyy', 'latin1')
    expect(decode(around.subarray(2, -2))).toEqual({ ok: true, text: 'UPN;Zoë', encoding: 'Windows-1252' })
  })
})
