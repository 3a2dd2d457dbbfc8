import type { FixtureKind } from '../fixture.ts'

/** Every step done, in a first cycle: learning and language. */
export const allDoneLearning: FixtureKind = (days) => [
  {
    forename: 'Poppy',
    surname: 'Ferreira',
    sex: 'F',
    class: '4B',
    born: '12-02',
    needs: ['MLD', 'SLCN'],
    contacts: [
      { name: 'Mrs Sílvia Ferreira', relationship: 'Mother', language: 'Portuguese' },
      { name: 'Mr Joe Hallam', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(61) }],
    concerns: [
      {
        on: days.ago(88),
        by: 'staff',
        areas: ['cognition', 'communication'],
        seen: 'Poppy agrees with whatever was said last. Asked what she thinks, she looks at my mouth.',
        tried: 'Choices in pictures. Talk partner, and her turn always second.',
        effect: 'With pictures she picks, and can say why: “because furry”.',
        pupilView: 'I like the pictures. I like the cat one.',
      },
    ],
    meetings: [
      {
        on: days.ago(79),
        kind: 'earlyDiscussion',
        who: 'Mrs Ferreira, Poppy, Miss Gallagher, Mrs Marsh',
        strengths: 'Warm, musical, finishes what she begins. Few words for what she knows.',
        parentView: 'She talks to the cat for an hour. I want her to talk to you like to the cat.',
        pupilView: 'Cats don’t ask you things.',
        outcomes: ['Poppy says what she thinks and one reason'],
        next: 'Picture boards in each lesson. Video of Poppy and the cat for Miss Gallagher.',
      },
      {
        on: days.ago(64),
        kind: 'planning',
        who: 'Mr Hallam, Poppy, Miss Gallagher',
        next: '“I think … because …” on the fridge, at home and here.',
      },
      {
        on: days.ago(18),
        kind: 'other',
        who: 'Mrs Ferreira, Miss Gallagher',
        pupil: false,
        absence: 'By telephone in the lunch hour.',
        next: 'Poppy presents her cat to the class.',
      },
    ],
    decisions: [
      {
        on: days.ago(70),
        decision: 'senSupport',
        evidence: 'Vocabulary at the 4th centile, reasoning with pictures at the 12th; two years of class support.',
        reviewOn: days.ahead(18),
        roles: [
          'Mrs Ferreira asks one “why” question a day, in Portuguese or English.',
          'Poppy points first and then says it.',
          'Miss Gallagher gives two pictures, then waits.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(67),
        method: 'letter',
        because: 'Poppy will have picture boards in all lessons and a language group with Mr Zielinski.',
      },
    ],
    plans: [
      {
        on: days.ago(58),
        needs: 'Knows more than she can say. Pictures first, then words; small steps, often.',
        impact: 'Poppy gives her own opinion with a reason once in each lesson.',
        reviewOn: days.ahead(16),
        assessment: {
          found: 'Names 31 of 60 pictures of things in the classroom; sorts all of them rightly.',
          progress: 'Four months of progress since the last assessment, where there had been two.',
          comparison: 'Children of 4B named 52 of the 60 on average.',
          parent: 'She said “I think no because I’m tired.” We were so happy that she said no.',
          pupil: 'I think yes because nice.',
        },
        outcomes: [
          {
            outcome: 'Poppy says what she thinks and one reason',
            measure: 'Once each lesson, ticked',
            baseline: '2 of 25 lessons',
          },
        ],
        adjustments: ['Two pictures to choose from with each question'],
        interventions: [
          {
            what: 'Word Aware group',
            by: 'Mr Zielinski',
            often: 'three times a week, 20 minutes',
            group: 4,
            planned: 42,
            held: 38,
            serves: 0,
          },
        ],
        helps: ['Two pictures', 'Her turn second, not first', 'Sing the instruction'],
        avoid: ['Yes-or-no questions: she says yes'],
      },
    ],
  },
]
