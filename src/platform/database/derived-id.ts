import { createHash } from 'node:crypto'

/**
 * The id of one of several rows that a form creates. The same form and row always give the same id, so that sending the
 * form twice stores the row once. The id starts with the form id's timestamp, so that new rows go to the end of an
 * index.
 * @param formId the form's hidden id, a UUID
 * @param row distinguishes the row from the form's other rows
 * @returns a UUID of version 8
 */
export function derivedId(formId: string, row: string): string {
  const hash = createHash('sha256').update(`${formId} ${row}`).digest('hex')
  return `${formId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
