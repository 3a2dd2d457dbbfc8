import type { LetterToShow } from './model.ts'

/** A letter on its own paper. */
export type Sheet = {
  schoolName: string
  /** Postal address and how to reach the school, a line each; may be empty. */
  head: string
  sentTo: string
  /** From the date to "Dear …"; empty where the letter has no such opening. */
  opening: string
  subject: string
  /** All that follows. */
  text: string
  signedBy: string
  /** For readers who need large print. */
  isLarge: boolean
}

const paragraphBreak = '\n\n'

/** Parts the body after "Dear …", where the line that says what the letter is about stands. Nothing is left out. */
function parted(body: string): { opening: string; text: string } {
  const paragraphs = body.split(paragraphBreak)
  const salutation = paragraphs.findIndex((paragraph) => paragraph.startsWith('Dear '))
  return {
    opening: paragraphs.slice(0, salutation + 1).join(paragraphBreak),
    text: paragraphs.slice(salutation + 1).join(paragraphBreak),
  }
}

/** Name, the first line of whom a letter was sent to. */
export const nameOf = (sentTo: string): string => sentTo.split('\n')[0] ?? ''

/** A letter as it is printed. */
export const sheetOf = (
  letter: Pick<LetterToShow, 'school' | 'sentTo' | 'needs' | 'subject' | 'body' | 'signedBy'>,
): Sheet => ({
  schoolName: letter.school.name,
  head: [letter.school.postalAddress, letter.school.phone, letter.school.email].filter((line) => line).join('\n'),
  sentTo: letter.sentTo,
  ...parted(letter.body),
  subject: letter.subject,
  signedBy: letter.signedBy,
  isLarge: /large/i.test(letter.needs ?? ''),
})
