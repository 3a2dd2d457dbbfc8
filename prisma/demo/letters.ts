import type { Day } from '../../src/days/calendar.ts'
import type { PupilFixture } from './fixture.ts'
import { staffFixtures } from './people.ts'
import { calledBy } from './pupil-build.ts'

interface LetterFixture {
  /** The day on which the letter was sent. */
  on: Day
  decidedOn: Day
  because: string
}

interface LetterText {
  addressee: 'parent'
  sentTo: string
  subject: string
  body: string
  signedBy: string
}

const dayInWords = (day: Day): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** Fictional streets around the school. A family's address is derived from its name, so it is always the same. */
const streets = ['Ashgrove Road', 'Tollgate Lane', 'Quarry Street', 'Canal Row', 'St Werburgh Close', 'Brunel Terrace']

/** A family's postal address; the same on every call. */
export const addressOf = (surname: string, forename: string): string => {
  const sum = [...`${surname}${forename}`].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return `${(sum % 96) + 1} ${streets[sum % streets.length]}, Ashgrove, AG${(sum % 8) + 1} ${sum % 10}QP`
}

/** The formal letter that tells parents that SEN Support begins (Code of Practice 6.43 and 6.48; section 68). */
export const letterAboutSenSupport = (pupil: PupilFixture, fixture: LetterFixture): LetterText => {
  const parents = pupil.contacts.filter((contact) => contact.parentalResponsibility ?? true).map(({ name }) => name)
  const to = parents.join(' and ')
  const child = calledBy(pupil)
  return {
    addressee: 'parent',
    sentTo: `${to}\n${addressOf(pupil.surname, pupil.forename).replaceAll(', ', '\n')}`,
    subject: `SEN Support for ${child} ${pupil.preferredSurname ?? pupil.surname}`,
    body: [
      dayInWords(fixture.on),
      `Dear ${to}`,
      `I am writing to tell you formally that from ${dayInWords(fixture.decidedOn)} we are making special educational provision for ${child}. This is called SEN Support. We have to tell you so by law (section 68 of the Children and Families Act 2014), and we want to.`,
      fixture.because,
      `We will plan what we do together with you and ${child}, and look at least once a term at whether it is working. You can ask me anything at any time. Free and impartial advice comes from Severnside SEND and You, 0117 496 0117.`,
      'Yours sincerely',
    ].join('\n\n'),
    signedBy: `${staffFixtures.marsh.name}, SENCO`,
  }
}
