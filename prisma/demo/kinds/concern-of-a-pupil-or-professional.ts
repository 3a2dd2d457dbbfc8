import type { FixtureKind } from '../fixture.ts'

/** Concerns raised by neither staff nor parents: a pupil asked for help, and a health visitor wrote. */
export const concernOfAPupilOrProfessional: FixtureKind = (days) => [
  {
    forename: 'Jayden-Lee',
    surname: 'Sparkes',
    sex: 'M',
    class: '6',
    born: '06-17',
    freeSchoolMeals: true,
    contacts: [{ name: 'Mr Wayne Sparkes', relationship: 'Father' }],
    concerns: [
      {
        on: days.ago(6),
        by: 'pupil',
        name: 'Jayden-Lee',
        areas: ['cognition'],
        seen: 'A note in the worry box: “I can’t read what it says on the board but I can do it when Miss tells me. Can somebody help and not tell everyone.”',
        pupilView: 'I have been pretending since about Year 3.',
      },
    ],
  },
  {
    forename: 'Noor',
    surname: 'Rahman',
    sex: 'F',
    class: 'R',
    born: '07-30',
    firstLanguage: 'Bengali',
    contacts: [
      { name: 'Mrs Shirin Rahman', relationship: 'Mother', language: 'Bengali (Sylheti)' },
      { name: 'Mr Jubair Rahman', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(9),
        by: 'professional',
        name: 'Carol Whitty, health visitor',
        areas: ['communication'],
        seen: 'From the two-and-a-half-year check and a visit since: Noor puts two words together, understands more than she says, and has had fluid in both ears three times.',
        parentsToldOn: days.ago(8),
      },
    ],
  },
]
