import type { LetterKind } from '../generated/prisma/enums.ts'

/** The texts of a letter with merge fields such as `{{forename}}`. */
export type LetterTemplate = { subject: string; body: string }

/**
 * The values of merge fields by name. Empty means that there is nothing to say: a paragraph whose fields are all empty
 * is left out. Null means not known yet: it becomes a gap that the writer has to fill.
 */
export type MergeFields = Readonly<Record<string, string | null>>

/** A merge field, with a description in `says`. `needed`: the letter would miss its purpose without the field. */
type MergeField = { name: string; says: string; needed: boolean }

export const letterKinds = [
  'invitation',
  'discussionNote',
  'formalNotice',
  'planCopy',
  'reviewNote',
  'professionalAgreement',
  'endOfSupport',
] as const satisfies readonly LetterKind[]

/** The name of each kind of letter. */
export const letterKindWords: Readonly<Record<LetterKind, string>> = {
  invitation: 'Invitation to a review',
  discussionNote: 'Note of the early discussion',
  formalNotice: 'Formal letter about SEN Support',
  planCopy: 'Copy of the plan',
  reviewNote: 'Note of the review',
  professionalAgreement: 'Request for agreement to contact a professional',
  endOfSupport: 'End of SEN Support',
}

const field = (name: string, says: string): MergeField => ({ name, says, needed: false })
const needed = (name: string, says: string): MergeField => ({ name, says, needed: true })

const inEach: readonly MergeField[] = [
  field('forename', 'The pupil as they are called: Amir'),
  field('pupil', 'The pupil’s name: Amir Khan'),
  field('school', 'The name of the school'),
  field('reachUs', 'How parents reach the school: its telephone number and e-mail address'),
  field('advice', 'The Information, Advice and Support Service, and how to reach it (6.39)'),
]

/** The merge fields of each kind of letter, with a description of each. */
export const mergeFields: Readonly<Record<LetterKind, readonly MergeField[]>> = {
  invitation: [
    needed('day', 'The day of the review: Tuesday 8 December 2026'),
    needed('time', 'When it begins: 3.30 pm'),
    field('minutes', 'How long it takes: 30 minutes'),
    field('place', 'Where it is: Meeting room'),
    field('outcomes', 'The outcomes of the plan that is reviewed, a line each'),
    ...inEach,
  ],
  discussionNote: [
    needed('heldOn', 'The day of the discussion'),
    field('who', 'Who took part'),
    field('strengths', 'Strengths and difficulties, as agreed'),
    field('parentsSaid', 'What the parents said'),
    field('pupilSaid', 'What the pupil said'),
    needed('outcomes', 'The outcomes that are sought, a line each'),
    needed('nextSteps', 'The next steps'),
    ...inEach,
  ],
  formalNotice: [
    field('since', '“from” and the day of the decision that SEN Support began with'),
    needed('whenReviewed', 'When you look at it together, in a sentence (6.43)'),
    needed('roles', 'Who does what, a line each (6.43)'),
    field('teacher', 'Whom the parents can ask besides the SENCO, in a sentence'),
    ...inEach,
  ],
  planCopy: [
    field('agreedOn', 'The day on which the plan was agreed'),
    field('version', 'Which version of the plan it is'),
    needed('outcomes', 'The outcomes, a line each'),
    needed('provision', 'What is done, by whom and how often, a line each'),
    field('expectedImpact', 'The impact that is expected'),
    needed('reviewOn', 'The day by which it is reviewed'),
    ...inEach,
  ],
  reviewNote: [
    needed('heldOn', 'The day of the review'),
    field('progress', 'How far each outcome was reached, a line each'),
    field('impact', 'What the help has done'),
    field('parentsSaid', 'What the parents said'),
    field('pupilSaid', 'What the pupil said'),
    needed('decision', 'What was decided, in a sentence'),
    field('nextSteps', 'The next steps'),
    ...inEach,
  ],
  professionalAgreement: [
    needed('service', 'The service that is to be contacted'),
    field('professional', 'The professional’s name, after a comma'),
    ...inEach,
  ],
  endOfSupport: [needed('decidedOn', 'The day of the decision'), field('because', 'Why SEN Support ends'), ...inEach],
}

const placeholder = /\{\{\s*([\w-]*)\s*\}\}/g

const namesIn = (text: string): string[] => [...text.matchAll(placeholder)].map(([, name]) => name ?? '')

function mergeParagraph(paragraph: string, fields: MergeFields): string | null {
  const names = namesIn(paragraph)
  if (names.length > 0 && names.every((name) => fields[name] === '')) return null
  return paragraph
    .replace(
      placeholder,
      (_, name: string) => fields[name] ?? (fields[name] === undefined ? `{{${name}}}` : gapOf(name)),
    )
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,\n])/g, '$1')
    .trim()
}

const gapOf = (name: string): string => `[${name}]`

/** Fills in the merge fields of a template. A paragraph whose fields are all empty is left out. */
export function merge({ subject, body }: LetterTemplate, fields: MergeFields): LetterTemplate {
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => mergeParagraph(paragraph, fields))
  return {
    subject: mergeParagraph(subject, fields) ?? '',
    body: paragraphs.filter((paragraph) => paragraph !== null && paragraph !== '').join('\n\n'),
  }
}

/** The first gap that the writer has not filled, with the number of its line, from 1; null where all are filled. */
export function gapIn(kind: LetterKind, text: string): { gap: string; line: number } | null {
  const gaps = mergeFields[kind].map(({ name }) => gapOf(name))
  for (const [index, line] of text.split('\n').entries()) {
    const gap = gaps.find((one) => line.includes(one)) ?? /\{\{.*?\}\}/.exec(line)?.[0]
    if (gap !== undefined) return { gap, line: index + 1 }
  }
  return null
}

function likeliest(typed: string, known: readonly string[]): string | undefined {
  const start = typed.slice(0, 3).toLowerCase()
  return start === '' ? undefined : known.find((name) => name.toLowerCase().startsWith(start))
}

function faultOfLine(line: string, known: readonly string[]): string | null {
  const unknown = namesIn(line).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const meant = likeliest(unknown, known)
    return `{{${unknown}}} is no merge field of this letter.${meant === undefined ? ' Those that there are stand in the list' : ` Did you mean {{${meant}}}?`}`
  }
  const rest = line.replace(placeholder, '')
  return /\{\{|\}\}/.test(rest) ? 'A merge field begins with {{ and ends with }}, on one line' : null
}

/** The first error in a text's merge fields, with the line that it is in; null where there is none. */
export function faultIn(kind: LetterKind, text: string): string | null {
  const known = mergeFields[kind].map(({ name }) => name)
  for (const [index, line] of text.split('\n').entries()) {
    const fault = faultOfLine(line, known)
    if (fault !== null) return `Line ${index + 1}: ${fault}`
  }
  return null
}

/** The merge fields that a letter of this kind needs and that the text lacks. */
export function missingFrom(kind: LetterKind, body: string): readonly MergeField[] {
  const there = namesIn(body)
  return mergeFields[kind].filter(({ name, needed }) => needed && !there.includes(name))
}
