/** The largest file that is read, in bytes. A file of 1,500 pupils with every column is about 200 kB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

type Decoded = { ok: true; text: string; encoding: Encoding } | { ok: false; refusal: string }

const SAVE_AS_CSV =
  'Open it in Excel, choose “Save as” and the type “CSV UTF-8 (comma delimited)”, and upload the file that this makes.'
const EXPORT_AS_CSV = 'Export the report from your school’s system again and choose CSV.'
const DAMAGED = `The file is damaged: some of its characters cannot be read. ${EXPORT_AS_CSV}`

/** First bytes of file types that are often uploaded instead of a CSV file. */
const OTHER_KINDS: readonly { bytes: readonly number[]; refusal: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    refusal: `This is an Excel workbook or a zip file, not a CSV file. ${SAVE_AS_CSV}`,
  },
  { bytes: [0x50, 0x4b, 0x05, 0x06], refusal: `This is an empty zip file, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], refusal: `This is an older Excel workbook, not a CSV file. ${SAVE_AS_CSV}` },
  { bytes: [0x25, 0x50, 0x44, 0x46], refusal: `This is a PDF, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0x89, 0x50, 0x4e, 0x47], refusal: `This is a picture, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0xff, 0xd8, 0xff], refusal: `This is a picture, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0x47, 0x49, 0x46, 0x38], refusal: `This is a picture, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0x1f, 0x8b], refusal: `This is a compressed file, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], refusal: `This is a compressed file, not a CSV file. ${EXPORT_AS_CSV}` },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], refusal: `This is a Word document, not a CSV file. ${EXPORT_AS_CSV}` },
]

/**
 * The bytes 0x80 to 0x9F in Windows-1252. TextDecoder cannot be used: in Node 20 it reads them as Latin-1, which turns
 * the apostrophe of O’Brien into a control character.
 */
const WINDOWS_1252_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Decodes an uploaded file: its text and encoding, or a message for the SENCO that says why it cannot be a CSV file.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { ok: false, refusal: 'The file is empty.' }
  if (bytes.length > MAX_FILE_BYTES) return { ok: false, refusal: tooLarge(bytes.length) }
  const otherKind = OTHER_KINDS.find((kind) => startsWith(bytes, kind.bytes))
  if (otherKind) return { ok: false, refusal: otherKind.refusal }
  const decoded = decodeText(bytes)
  return decoded.ok ? refuseOtherText(decoded) : decoded
}

function decodeText(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeStrictly(bytes, 'utf-16le', 'UTF-16')
  if (startsWith(bytes, [0xfe, 0xff])) return decodeStrictly(bytes, 'utf-16be', 'UTF-16')
  const utf8 = decodeStrictly(bytes, 'utf-8', 'UTF-8')
  // A byte order mark means UTF-8. An invalid character after it is damage, not a sign of another encoding.
  if (utf8.ok || startsWith(bytes, [0xef, 0xbb, 0xbf])) return utf8
  return { ok: true, text: decodeWindows1252(bytes), encoding: 'Windows-1252' }
}

function decodeStrictly(bytes: Uint8Array, label: string, encoding: Encoding): Decoded {
  try {
    return { ok: true, text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding }
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, refusal: DAMAGED }
    throw error
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252_80_TO_9F.charAt(character.charCodeAt(0) - 0x80))
}

function refuseOtherText(decoded: Extract<Decoded, { ok: true }>): Decoded {
  const { text } = decoded
  if (text.includes('\0')) {
    return {
      ok: false,
      refusal: `The file holds characters that no CSV file has: it is damaged or of another kind. ${EXPORT_AS_CSV}`,
    }
  }
  const start = text.slice(0, 1000).trimStart().toLowerCase()
  if (start === '' && text.trim() === '') return { ok: false, refusal: 'The file is empty.' }
  if (start.startsWith('<?xml')) {
    return {
      ok: false,
      refusal: `This is an XML file, such as a Common Transfer File, not a CSV file. ${EXPORT_AS_CSV}`,
    }
  }
  if (/^<(?:!doctype|html|table)/.test(start)) {
    return { ok: false, refusal: `This is a web page, not a CSV file, even if its name ends in .xls. ${SAVE_AS_CSV}` }
  }
  return decoded
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

function tooLarge(bytes: number): string {
  const megabytes = (bytes / (1024 * 1024)).toFixed(1)
  return `The file is ${megabytes} MB. The most that can be read is ${MAX_FILE_BYTES / (1024 * 1024)} MB: export only the columns listed on this page.`
}
