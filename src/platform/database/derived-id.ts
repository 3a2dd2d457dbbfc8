import { createHash } from 'node:crypto'

/**
 * The id of a row that a form makes for one of several things: the same whenever the same form is sent with the same of
 * them, so that it is stored once. It begins as the form's own id does (its time), so that new rows stand at the end of an
 * index. A UUID of version 8.
 * @param formId the form's hidden id, a UUID
 * @param row what tells the row from the form's others
 */
export function derivedId(formId: string, row: string): string {
  const hash = createHash('sha256').update(`${formId} ${row}`).digest('hex')
  return `${formId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
