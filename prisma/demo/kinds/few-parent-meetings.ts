import type { FixtureKind } from '../fixture.ts'

/** More than a year on SEN Support with too few meetings with the parents. */
export const fewParentMeetings: FixtureKind = (days) => [
  {
    forename: 'Precious',
    surname: 'Mutasa',
    sex: 'F',
    class: '6',
    born: '07-14',
    needs: ['MLD'],
    firstLanguage: 'Shona',
    contacts: [{ name: 'Mrs Rudo Mutasa', relationship: 'Mother', format: 'Text message; works nights' }],
    support: [{ who: 'brooks', from: days.ago(228) }],
    concerns: [
      {
        on: days.ago(258),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Precious nods along and then hands in an empty page with a border of flowers.',
        tried: 'First sentence together, then two alone.',
        effect: 'She writes the two if I sit there.',
        pupilView: 'I don’t want to do it wrong.',
      },
    ],
    meetings: [
      {
        on: days.ago(248),
        kind: 'earlyDiscussion',
        who: 'Mrs Mutasa, Precious, her teacher',
        strengths: 'Patient, neat, sings alto. Slow to take in new things and afraid of mistakes.',
        parentView: 'I left school at twelve. I want her to have more, but I cannot help with this work.',
        pupilView: 'I like when it is one page.',
        outcomes: ['Precious begins by herself'],
        next: 'One page at a time. Mrs Brooks starts with her.',
      },
    ],
    decisions: [
      {
        on: days.ago(238),
        decision: 'senSupport',
        evidence: 'Attainment three years behind in reading and number; steady attendance.',
        reviewOn: days.ago(150),
        roles: [
          'Mrs Mutasa listens to Precious read in the morning, after her shift.',
          'Precious does the first line before she looks up.',
          'Her teacher gives one page, never a booklet.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(236),
        method: 'letter',
        because: 'Precious will begin each lesson with Mrs Brooks and have her work one page at a time.',
      },
    ],
    plans: [
      {
        on: days.ago(226),
        needs: 'Needs small steps and a start together. Empty page means frightened, not lazy.',
        impact: 'Begins two lessons of five by herself.',
        reviewOn: days.ago(152),
        assessment: {
          found: 'Starts within a minute when somebody sits beside her; otherwise not at all.',
          progress: 'Six months in the last twelve.',
          comparison: 'The class starts within two minutes.',
          parent: 'Please text me, I sleep in the day.',
          pupil: 'The flowers are so it isn’t empty.',
        },
        outcomes: [{ outcome: 'Precious begins by herself', measure: 'Lessons of five', baseline: '0 of 5' }],
        support: ['Mrs Brooks for the first line'],
        helps: ['One page', 'First line together', 'Mistakes in pencil, on purpose, by you'],
        avoid: ['A blank sheet'],
        review: {
          on: days.ago(153),
          impact: 'Starts by herself in English, not yet in mathematics.',
          decision: 'continue',
          next: 'The same in mathematics.',
          parent: { declined: true, whose: 'Mrs Mutasa, by text: she leaves it to us this time' },
          pupil: 'I did one without flowers.',
          progress: [['some', '2 of 5, all in English']],
        },
      },
      {
        on: days.ago(143),
        needs: 'Small steps. Starts alone in English; in mathematics she still needs the first line.',
        impact: 'Begins by herself in all lessons but new topics.',
        reviewOn: days.ago(56),
        assessment: {
          found: 'English: starts. Mathematics: waits for Mrs Brooks.',
          progress: 'Eight months in twelve now.',
          comparison: 'Two and a half years behind the class; it was three.',
          parent: 'She reads to me, I fall asleep, she reads on.',
          pupil: 'Maths hasn’t got a first sentence.',
        },
        outcomes: [
          {
            outcome: 'Precious begins by herself',
            measure: 'Mathematics lessons of five',
            baseline: '0 of 5, in mathematics',
          },
        ],
        adjustments: ['First sum done for her, as a model'],
        helps: ['Worked example at the top', 'Praise the start', 'Alto line: she leads it'],
        avoid: ['Rubbing out for her'],
        review: {
          on: days.ago(58),
          impact: 'Starts three of five mathematics lessons.',
          decision: 'continue',
          next: 'Ready for her next school: she explains her own page.',
          parent: 'Sent by text: thank u she is happy',
          pupil: 'I know what I need now. I need the first one done.',
          progress: [['met', '3 of 5, and more when it is number']],
        },
      },
      {
        on: days.ago(48),
        needs: 'Asks for the first one to be done, and then goes. Three years behind and closing.',
        impact: 'Precious asks for her start in all subjects without a grown-up beside her.',
        reviewOn: days.ahead(16),
        assessment: {
          found: 'Asks in two subjects, waits in the rest.',
          progress: 'Ten months in twelve.',
          comparison: 'Two years behind in reading, two and a half in number.',
          parent: { declined: true, whose: 'Mrs Mutasa: no contact this term, please' },
          pupil: 'I’d like to show my new school my folder.',
        },
        outcomes: [{ outcome: 'Precious asks for her start', measure: 'Subjects of ten', baseline: '2 of 10' }],
        support: ['A folder of “what I need”, kept by her'],
        helps: ['The first one done', 'Let her show you the folder', 'Time'],
        avoid: ['Hands-up races'],
      },
    ],
    notDone: [
      {
        rule: '6.65-parent-meetings',
        because: 'Parents asked not to be contacted this term: a new job, nights. Texts are welcome.',
        on: days.ago(40),
      },
    ],
  },
]
