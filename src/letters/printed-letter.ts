import type { LetterToShow } from './model.ts'

/** The parts of a printed letter. */
export type PrintedLetter = {
  schoolName: string
  /** The school's postal address, telephone number and e-mail address, in lines; may be empty. */
  head: string
  sentTo: string
  /** The text from the date to "Dear …"; empty where the letter has no salutation. */
  opening: string
  subject: string
  /** The text after the opening. */
  text: string
  signedBy: string
  /** Whether the reader needs large print. */
  isLarge: boolean
}

const paragraphBreak = '\n\n'

/** Splits the body after "Dear …", where the subject is printed. Both parts together are the whole body. */
function splitBody(body: string): { opening: string; text: string } {
  const paragraphs = body.split(paragraphBreak)
  const salutation = paragraphs.findIndex((paragraph) => paragraph.startsWith('Dear '))
  return {
    opening: paragraphs.slice(0, salutation + 1).join(paragraphBreak),
    text: paragraphs.slice(salutation + 1).join(paragraphBreak),
  }
}

/** The addressee's name: the first line of `sentTo`. */
export const nameOf = (sentTo: string): string => sentTo.split('\n')[0] ?? ''

/** The parts of a sent letter, to print. */
export const printedLetter = (
  letter: Pick<LetterToShow, 'school' | 'sentTo' | 'needs' | 'subject' | 'body' | 'signedBy'>,
): PrintedLetter => ({
  schoolName: letter.school.name,
  head: [letter.school.postalAddress, letter.school.phone, letter.school.email].filter((line) => line).join('\n'),
  sentTo: letter.sentTo,
  ...splitBody(letter.body),
  subject: letter.subject,
  signedBy: letter.signedBy,
  isLarge: /large/i.test(letter.needs ?? ''),
})
