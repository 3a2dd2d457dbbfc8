import type { FixtureKind } from '../fixture.ts'

/** A concern of the last few days: the early discussion is due, not late. */
export const concernJustRaised: FixtureKind = (days) => [
  {
    forename: 'Rosa',
    surname: 'Carvalho',
    sex: 'F',
    class: '1',
    born: '02-11',
    firstLanguage: 'Portuguese',
    contacts: [
      { name: 'Mrs Inês Carvalho', relationship: 'Mother', language: 'Portuguese' },
      { name: 'Mr Paulo Carvalho', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(3),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Rosa knows five letter sounds. The others of her phonics group know all of set one. She guesses from my face.',
        since: 'since we began set one',
        ticked: [
          'Phonics keep-up group, ten minutes each afternoon',
          'Counters, number lines and word mats always within reach',
        ],
        tried: 'A mat of pictures of her own, on her table.',
        effect: 'Two new sounds in four weeks, and one of them gone again after the weekend.',
        pupilView: 'The letters look all the same but not the R, that is mine.',
      },
    ],
  },
  {
    forename: 'Teddy',
    surname: 'Blackwood',
    sex: 'M',
    class: '3A',
    born: '08-24',
    contacts: [{ name: 'Mrs Jo Blackwood', relationship: 'Mother' }],
    concerns: [
      {
        on: days.ago(2),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Third time this week that Teddy tore up his work when he made a mistake. Today it was the whole book.',
        parentsToldOn: days.ago(1),
        pupilView: 'It was ugly so I ripped it.',
      },
    ],
  },
  {
    forename: 'Aoife',
    surname: 'O’Neill',
    sex: 'F',
    class: '5',
    born: '01-30',
    contacts: [
      { name: 'Ms Sinéad O’Neill', relationship: 'Mother' },
      { name: 'Mr Declan O’Neill', relationship: 'Father', email: 'declan.oneill@post.example' },
    ],
    concerns: [
      {
        on: days.ago(5),
        by: 'staff',
        areas: ['sensoryPhysical', 'cognition'],
        seen: 'Handwriting tires Aoife out: after six lines she shakes her hand and the letters grow to twice the size. What she tells me is far better than what she writes.',
        since: 'about a month, since the pieces got longer',
        ticked: [
          'Less copying: printed date, title and learning question',
          'Writing slope, pencil grips and wobble cushion to try',
        ],
        tried: 'Shorter pieces, and last week the laptop for one lesson.',
        effect: 'With the laptop she wrote three times as much. The grip made no difference.',
        pupilView: 'My hand hurts and then my ideas run away.',
      },
    ],
    amber: {
      on: days.ago(4),
      owner: 'marsh',
      next: days.ahead(6),
      why: 'Two weeks with the laptop in every written lesson: does what she writes come near to what she tells?',
    },
  },
]
