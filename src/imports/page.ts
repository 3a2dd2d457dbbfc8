import type { Link } from '../ui/components/common-options.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import { dayInWords, yearInWords } from '../ui/formats/words.ts'
import type { ImportChanges } from './changes.ts'
import { FIELD_LABELS, FIELDS, missingFields } from './column-mapping.ts'
import type { PupilFile } from './read-pupil-file.ts'

const encodingWords: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}
const separatorWords: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }
const statusWords = { N: 'no SEN', K: 'SEN Support', E: 'EHC plan' } as const
const shownAsSample = 8
const longestTyped = 80

type UploadPage = { title: string; errors: FieldError[]; fault: string; importId: string; pupils: string }

export const uploadPage = (importId: string, pupils: number, fault = ''): UploadPage => ({
  title: 'Import pupils',
  errors: fault === '' ? [] : [{ text: fault, href: '#file' }],
  fault,
  importId,
  pupils: pupils === 0 ? 'There is no pupil in the register yet.' : `The register has ${pupils} pupils.`,
})

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`

const cut = (text: string): string => (text.length > longestTyped ? `${text.slice(0, longestTyped)}…` : text)

/** The page between upload and import: the chosen columns, what would change, and each line that cannot be imported. */
export function previewPage(
  file: PupilFile,
  changes: ImportChanges,
  { importId, fileName, errors }: { importId: string; fileName: string; errors: FieldError[] },
) {
  const back: Link = { text: 'Import another file', href: '/import' }
  const missing = missingFields(file.mapping)
  const { pupils, badLines } = file
  return {
    title: 'Check the import',
    back,
    errors,
    fileName,
    action: `/import/${importId}/confirm`,
    columnsAction: `/import/${importId}/columns`,
    read: `${count(file.lines, 'line', 'lines')} read, written in ${encodingWords[file.encoding] ?? file.encoding} with ${separatorWords[file.separator] ?? 'separators'} between the cells.`,
    missing: missing.map((field) => FIELD_LABELS[field]).join(', '),
    columns: FIELDS.map((field) => ({
      name: field,
      label: FIELD_LABELS[field],
      value: String(file.mapping[field] ?? ''),
      isMissing: missing.includes(field),
    })),
    headings: file.headings.map((heading, index) => ({
      value: String(index),
      text: heading === '' ? `(column ${index + 1})` : heading,
    })),
    unknownHeadings: file.unknownHeadings.join(', '),
    figures: [
      { value: changes.added.length, label: 'new pupils' },
      { value: changes.changed.length, label: 'pupils with changes' },
      { value: changes.unchanged, label: 'pupils as they are' },
      ...(changes.cameBack.length > 0 ? [{ value: changes.cameBack.length, label: 'pupils who came back' }] : []),
      { value: badLines.length, label: 'lines that cannot be imported' },
    ],
    statuses: (['K', 'E', 'N'] as const)
      .map((status) => `${pupils.filter(({ pupil }) => pupil.senStatus === status).length} ${statusWords[status]}`)
      .join(', '),
    plansWithoutDay:
      changes.plansWithoutDay === 0
        ? ''
        : `${count(changes.plansWithoutDay, 'pupil has', 'pupils have')} an EHC plan, and the file does not say since when. The register takes today’s date until you enter the day on the pupil’s page.`,
    cameBack: changes.cameBack.map(({ name, leftOn }) => `${name} (left on ${dayInWords(leftOn)})`),
    sample: pupils.slice(0, shownAsSample).map(({ pupil }) => ({
      name: `${pupil.legalSurname}, ${pupil.legalForename}`,
      upn: pupil.upn,
      born: dayInWords(pupil.dateOfBirth),
      year: pupil.yearGroup === null ? '' : yearInWords(pupil.yearGroup),
      group: pupil.registrationGroup ?? '',
      sen: [pupil.senStatus ?? '', ...pupil.needs].filter(Boolean).join(' '),
    })),
    more: pupils.length > shownAsSample ? `and ${count(pupils.length - shownAsSample, 'more', 'more')}` : '',
    badLines: badLines.map(({ line, faults }) => ({
      line: String(line),
      faults: faults.map(({ heading, typed, message }) => ({ heading: heading ?? '', typed: cut(typed), message })),
    })),
    canImport: missing.length === 0 && pupils.length > 0,
    importText:
      badLines.length === 0
        ? `Import ${count(pupils.length, 'pupil', 'pupils')}`
        : `Import the ${count(pupils.length, 'good line', 'good lines')}`,
    leaveOut:
      badLines.length === 0 ? '' : `Leave out the ${count(badLines.length, 'line', 'lines')} that cannot be imported`,
    leaveOutFault: errors.find(({ href }) => href === '#leaveOut')?.text ?? '',
  }
}
