import type { FixtureKind } from '../fixture.ts'

/** Concerns raised by parents: new, unanswered, answered late, and answered in time. */
export const concernOfAParent: FixtureKind = (days) => [
  {
    forename: 'Zuzanna',
    surname: 'Wójcik',
    sex: 'F',
    class: '1',
    born: '06-02',
    firstLanguage: 'Polish',
    contacts: [
      { name: 'Mrs Ewa Wójcik', relationship: 'Mother', language: 'Polish' },
      { name: 'Mr Łukasz Wójcik', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(4),
        by: 'parent',
        name: 'Mrs Ewa Wójcik',
        areas: ['communication'],
        seen: 'At home she speaks Polish like her sister did. In school she has not said one word all this time, her friend tells me. Please do not make her.',
        pupilView: 'Shook her head when I asked. Drew a girl with a zip for a mouth, and laughed.',
      },
    ],
  },
  {
    forename: 'Harvey',
    surname: 'Lockwood',
    sex: 'M',
    class: '4A',
    born: '10-09',
    contacts: [{ name: 'Mr Steve Lockwood', relationship: 'Father' }],
    concerns: [
      {
        on: days.ago(13),
        by: 'parent',
        name: 'Mr Steve Lockwood',
        areas: ['cognition'],
        seen: 'His times tables took us an hour again last night and this morning they were gone. His mum was the same with numbers. I have asked at two parents’ evenings and been told to wait.',
        notDone: {
          rule: '6.45-parent-concern-answered',
          because: 'Mr Reid was away for two weeks; Mrs Marsh rings Mr Lockwood on Thursday.',
          on: days.ago(1),
        },
      },
    ],
  },
  {
    forename: 'Blessing',
    surname: 'Okafor',
    sex: 'F',
    class: '6',
    born: '04-21',
    contacts: [
      { name: 'Dr Ifeoma Okafor', relationship: 'Mother' },
      { name: 'Mr Uche Okafor', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(34),
        by: 'parent',
        name: 'Dr Ifeoma Okafor',
        areas: ['socialEmotional'],
        seen: 'Blessing is awake until midnight before every test and has started pulling out her eyelashes. Her marks are perfect, which is why nobody has noticed.',
        answeredOn: days.ago(19),
        answer:
          'I am sorry that this took three weeks. We have taken her out of the extra tests, and would like to talk with you both and with Blessing.',
      },
    ],
    meetings: [
      {
        on: days.ago(14),
        kind: 'earlyDiscussion',
        who: 'Dr Okafor, Mr Okafor, Blessing, Mrs Feldman, Mrs Marsh',
        strengths:
          'Kind, funny, plays the trombone in the county band. Cannot bear to be wrong, or to be watched while she works.',
        parentView:
          'We have told her that we do not mind about marks. She minds. She thinks that the scholarship depends on it.',
        pupilView: 'I would like it if my paper was given back face down.',
        outcomes: ['Blessing sleeps before a test as on other nights'],
        next: 'Papers come back face down and without a mark. Mental health support team consultation on the second Thursday.',
        givenOn: days.ago(2),
      },
    ],
  },
  {
    forename: 'Joshua',
    surname: 'Pettifer',
    sex: 'M',
    class: '2',
    born: '08-30',
    contacts: [
      { name: 'Mrs Alison Pettifer', relationship: 'Mother' },
      { name: 'Mr Neil Pettifer', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(20),
        by: 'parent',
        name: 'Mrs Alison Pettifer',
        areas: ['sensoryPhysical'],
        seen: 'He falls over his own feet. He is six and cannot do a zip, a button or a scooter, and his little brother can.',
        answeredOn: days.ago(15),
        answer:
          'Thank you for telling us. Miss Pritchard has seen the same in PE. Could you come in next Tuesday after drop-off, with Joshua?',
      },
    ],
    meetings: [
      {
        on: days.ago(9),
        kind: 'earlyDiscussion',
        who: 'Mrs Pettifer, Joshua, Miss Pritchard',
        strengths:
          'Knows all the planets and their moons. Clumsy with anything that has to be done with two hands at once.',
        parentView: 'We are not worried about football. We would like him to get dressed without crying.',
        pupilView: 'Coats are my worst enemy.',
        outcomes: ['Joshua does up his own coat'],
        next: 'Five minutes of coat practice before play, when nobody is looking. The school nurse is asked about an occupational therapist.',
        filedOn: days.ago(8),
        givenOn: null,
        iassOn: null,
      },
    ],
  },
]
