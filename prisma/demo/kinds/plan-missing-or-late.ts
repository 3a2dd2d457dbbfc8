import type { FixtureKind } from '../fixture.ts'

/** On SEN Support without a plan, with a notice too early to count; and with everything done, but late. */
export const planMissingOrLate: FixtureKind = (days) => [
  {
    forename: 'Reggie',
    surname: 'Stokes',
    sex: 'M',
    class: '4A',
    born: '07-05',
    needs: ['SEMH'],
    freeSchoolMeals: true,
    contacts: [{ name: 'Mrs Donna Stokes', relationship: 'Grandmother' }],
    concerns: [
      {
        on: days.ago(66),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Reggie ran off the field twice and was found in the bike shed. He had been told that he was “out”.',
        tried: 'Games without an out. A walk with me before football.',
        effect: 'No running off in lessons. Play is still hard on Thursdays and Fridays.',
        pupilView: 'When I’m out I’m OUT, I don’t hear nobody.',
      },
    ],
    meetings: [
      {
        on: days.ago(54),
        kind: 'earlyDiscussion',
        who: 'Mrs Stokes (his nan, who has parental responsibility), Reggie, Mr Reid',
        strengths: 'Loyal, fast, patient with animals. Being left out brings everything else back.',
        parentView:
          'He has lost more people than I have at sixty-three. He needs to know that you will be there on Monday.',
        pupilView: 'Nan said I can say it’s my temper. It’s not, it’s my legs.',
        outcomes: ['Reggie comes to a grown-up when he feels left out'],
        next: 'Mr Reid tells Nan on Friday what Monday will be. Mental health support team, if Nan agrees.',
      },
    ],
    decisions: [
      {
        on: days.ago(40),
        decision: 'senSupport',
        evidence: 'Play log of four weeks: nine times away, seven of them at the end of a week.',
        recordedOn: null,
        reviewOn: null,
      },
    ],
    notices: [
      {
        on: days.ago(42),
        method: 'letter',
        because: 'Reggie will have a grown-up of his own for the end of each week, and we will write a plan with you.',
      },
    ],
  },
  {
    forename: 'Fatima Noor',
    surname: 'Begum',
    preferredForename: 'Fatima',
    sex: 'F',
    class: '3A',
    born: '01-16',
    needs: ['MLD'],
    firstLanguage: 'Bengali',
    contacts: [
      {
        name: 'Mrs Rahima Begum',
        relationship: 'Mother',
        language: 'Bengali (Sylheti)',
        format: 'Telephone, with an interpreter',
      },
      { name: 'Mr Abdul Kalam', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(120) }],
    concerns: [
      {
        on: days.ago(140),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Fatima learns a thing on Monday and meets it on Tuesday as if for the first time. She smiles and copies.',
        tried: 'Five minutes of yesterday before anything new; a word mat with pictures.',
        effect: 'A little less copying. New things still do not stay.',
        pupilView: 'I like sitting with Iman because she knows.',
      },
    ],
    meetings: [
      {
        on: days.ago(129),
        kind: 'earlyDiscussion',
        who: 'Mrs Begum, an interpreter, Fatima, Mr Ashworth',
        strengths: 'Beautiful manners, careful hands, sews. Needs many more goes than others before something stays.',
        parentView:
          'She walked late and talked late. At home she is the helper, she is happy. I want her to be happy here.',
        pupilView: 'I want to do the same book as Iman.',
        outcomes: ['Fatima works by herself for ten minutes'],
        next: 'Overlearning each morning. Mr Ashworth shows Mrs Begum the games for home.',
      },
      {
        on: days.ago(84),
        kind: 'planning',
        who: 'Mrs Begum, an interpreter, Fatima, Mr Ashworth, Mrs Marsh',
        next: 'Mrs Begum borrows the counting games; Fatima teaches them to her cousin.',
      },
    ],
    decisions: [
      {
        on: days.ago(118),
        decision: 'senSupport',
        evidence:
          'Two years behind in reading and number, with regular attendance and good teaching, in both her languages.',
        recordedOn: days.ago(104),
        reviewOn: days.ago(20),
        roles: [
          'Mrs Begum plays one counting game a day with Fatima.',
          'Fatima says “again, please” when it went too fast.',
          'Mr Ashworth begins each lesson with what she already knows.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(103),
        method: 'letter, read to Mrs Begum by an interpreter',
        because: 'Fatima will have daily overlearning with Mrs Brooks and her own first-steps book in mathematics.',
      },
    ],
    plans: [
      {
        on: days.ago(80),
        needs: 'Learns with many repeats and real things. Smiles when lost, so check by asking her to show you.',
        impact: 'What she learns in the morning she can still do on Friday, in four things of five.',
        reviewOn: days.ahead(6),
        startedOn: days.ago(77),
        recordedOn: days.ago(68),
        briefing: 'late',
        assessment: {
          found: 'Counts and gives up to twelve things. Reads 40 words at sight. Understands stories with pictures.',
          progress: 'Five months of progress in the last year, from a start two years behind.',
          comparison: 'The rest of 3A made eleven months in the same time.',
          parent: 'Tell me also what she is good at, please. She hears us on the telephone.',
          pupil: 'My best thing is sewing and the register.',
        },
        outcomes: [
          { outcome: 'Fatima works by herself for ten minutes', measure: 'Timer, once a day', baseline: '3 minutes' },
          {
            outcome: 'Fatima adds to twenty with things in her hands',
            measure: 'Ten sums on Fridays',
            baseline: '2 of 10',
          },
        ],
        adjustments: ['Own first-steps book, same cover as everybody’s', 'Real coins, real beads'],
        interventions: [
          {
            what: 'Overlearning, same ten things all week',
            by: 'Mrs Brooks',
            often: 'daily, 15 minutes',
            group: 2,
            planned: 70,
            held: 61,
            serves: 1,
          },
        ],
        helps: [
          '“Show me” instead of “Do you understand?”',
          'Yesterday first, then today',
          'A partner who waits: Iman',
        ],
        avoid: ['A new topic and a new way of working on the same day'],
      },
    ],
  },
]
