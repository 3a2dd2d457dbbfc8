import type { FixtureKind } from '../fixture.ts'

/** A review that is overdue, and one that was held late with little recorded. */
export const reviewOverdueOrLate: FixtureKind = (days) => [
  {
    forename: 'Eliza',
    surname: 'Nguyễn',
    sex: 'F',
    class: '4A',
    born: '04-13',
    needs: ['SPLD'],
    firstLanguage: 'Vietnamese',
    contacts: [
      { name: 'Mrs Thảo Nguyễn', relationship: 'Mother', language: 'Vietnamese' },
      { name: 'Mr Minh Nguyễn', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(92) }],
    concerns: [
      {
        on: days.ago(133),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Eliza sets out every sum beautifully and gets it wrong: 34 becomes 43 on its way down the page.',
        tried: 'Squared paper, colours for tens and ones, a friend to check.',
        effect: 'Fewer slips with colours. She still cannot say which of two numbers is more without counting.',
        pupilView: 'The numbers swap seats.',
      },
    ],
    meetings: [
      {
        on: days.ago(121),
        kind: 'earlyDiscussion',
        who: 'Mr Nguyễn, Eliza, Mr Reid, Mrs Marsh',
        strengths: 'Reads three years ahead. Amounts mean little: a hundred and a thousand are both “a lot”.',
        parentView: 'In our shop she gives the right change with real money. On paper, no.',
        pupilView: 'I like money because you can hold it.',
        outcomes: ['Eliza knows which of two numbers is more'],
        next: 'Number sense check by Mrs Marsh. Real money on the table.',
      },
    ],
    decisions: [
      {
        on: days.ago(110),
        decision: 'senSupport',
        evidence: 'Dyscalculia screening: number sense at the 3rd centile.',
        reviewOn: days.ago(18),
        roles: [
          'Mr Nguyễn lets her run the till on Saturdays.',
          'Eliza says the number aloud before she writes it.',
          'Mr Reid gives sums as prices.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(108),
        method: 'letter',
        because: 'Eliza will work on amounts, with things and money, three times a week.',
      },
    ],
    plans: [
      {
        on: days.ago(94),
        needs: 'Amounts and place value. Everything with real things; reading is a strength.',
        impact: 'Eliza compares numbers to a hundred and explains how she knows.',
        reviewOn: days.ago(16),
        assessment: {
          found: 'Orders five numbers below twenty, none above. Explains her thinking well.',
          progress: 'Mathematics at Year 1, reading at Year 7.',
          comparison: 'The others in 4A order numbers to a thousand.',
          parent: 'Please no more worksheets at home. We have flour and coins.',
          pupil: 'I’m good at everything except Tuesdays first thing.',
          external:
            'Educational psychologist, by telephone: start again from amounts to ten, with ten-frames; no times tables yet.',
        },
        outcomes: [
          {
            outcome: 'Eliza orders numbers to a hundred',
            measure: 'Ten pairs on a Friday',
            baseline: '4 of 10, guessing',
          },
        ],
        adjustments: ['Ten-frames and coins on her table', 'Reads the problems to the group'],
        interventions: [
          {
            what: 'Number sense from ten-frames',
            by: 'Mr Zielinski',
            often: 'three times a week, 25 minutes',
            group: 2,
            planned: 40,
            held: 33,
            serves: 0,
          },
        ],
        helps: ['Coins first, then paper', 'Ask “how do you know?”', 'Squared paper, two colours'],
        avoid: ['Timed tables'],
      },
    ],
    professionals: [
      {
        service: 'Educational psychology service',
        name: 'Dr Priya Raman',
        answer: 'agreed',
        answeredOn: days.ago(115),
        answeredBy: 'Mr Minh Nguyễn',
        contactedOn: days.ago(112),
        adviceOn: days.ago(103),
        advice: 'Ten-frames and amounts to ten first. Tables can wait a year without harm.',
      },
    ],
  },
  {
    forename: 'Mason',
    surname: 'Tull',
    sex: 'M',
    class: '6',
    born: '02-09',
    needs: ['SEMH'],
    freeSchoolMeals: true,
    contacts: [
      { name: 'Miss Leanne Tull', relationship: 'Mother' },
      { name: 'Mr Shane Cope', relationship: 'Stepfather', parentalResponsibility: false },
    ],
    concerns: [
      {
        on: days.ago(178),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Four fights in three weeks, and each began with somebody touching his things.',
        tried: 'A drawer with a key. A script for “that’s mine”.',
        effect: 'The drawer helped at once. Football is as it was.',
        pupilView: 'They know which things.',
      },
    ],
    meetings: [
      {
        on: days.ago(168),
        kind: 'earlyDiscussion',
        who: 'Miss Tull, Mason, his teacher, Mrs Whitlock',
        strengths: 'Honest to a fault, owns up before he is asked. Fast to anger, quick to be sorry.',
        parentView: 'He shares a room with three. That drawer is the first thing that has ever been only his.',
        pupilView: 'I don’t start it, I finish it.',
        outcomes: ['Mason walks off before it becomes a fight'],
        next: 'The key stays his. Anger gremlin group with Mrs Brooks.',
      },
    ],
    decisions: [
      {
        on: days.ago(158),
        decision: 'senSupport',
        evidence: 'Behaviour log and a boxall profile; excluded for a day.',
        reviewOn: days.ago(90),
        roles: [
          'Miss Tull tells us how the night was.',
          'Mason goes to the library door when he feels it in his fists.',
          'His teacher lets him go, and comes after five minutes.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(155),
        method: 'letter',
        because: 'Mason will have a way out when he is angry, and a group that practises it.',
      },
    ],
    plans: [
      {
        on: days.ago(145),
        needs: 'Anger comes fast when his things or family are touched. Give him the way out; talk later.',
        impact: 'No fights, and he uses the library door.',
        reviewOn: days.ago(85),
        assessment: {
          found: 'Eleven incidents in five weeks, nine at unstructured times.',
          progress: 'On track in all subjects but for the lessons that he missed.',
          comparison: 'The year group had six incidents between fifty-nine others.',
          parent: 'He is lovely with the baby. I want you to know that.',
          pupil: 'My fists go before my head.',
        },
        outcomes: [
          {
            outcome: 'Mason walks off before it becomes a fight',
            measure: 'Walk-offs and fights, each week',
            baseline: '0 and 2',
          },
        ],
        adjustments: ['A drawer with a key'],
        interventions: [
          {
            what: 'Anger gremlin group',
            by: 'Mrs Brooks',
            often: 'weekly, 40 minutes',
            group: 4,
            planned: 10,
            held: 7,
            serves: 0,
          },
        ],
        helps: ['Library door, no questions', 'Ask him to help with the little ones', 'Talk about it the next morning'],
        avoid: ['Standing in the doorway'],
        review: {
          on: days.ago(64),
          impact: null,
          decision: null,
          parent: null,
          pupil: 'I walked off nine times. Nobody counted that, I did.',
          progress: [['some', 'Fights once a fortnight']],
        },
      },
      {
        on: days.ago(60),
        needs: 'Walks off by himself now when he feels it coming. Football is the last hard place.',
        impact: 'A whole half-term of football.',
        reviewOn: days.ahead(11),
        assessment: {
          found: 'Two incidents in five weeks, both at football.',
          progress: 'Writing has caught up; reading a little ahead.',
          comparison: 'No more incidents than two other boys of the class.',
          parent: 'He told me about it before you did. That’s new.',
          pupil: 'I want to be captain. Captains don’t get sent off.',
        },
        outcomes: [
          { outcome: 'Mason plays a match to the end', measure: 'Matches finished, of five', baseline: '2 of 5' },
        ],
        support: ['Mrs Feldman is at the touchline on Wednesdays'],
        helps: ['Make him captain of something', 'A word before the match', 'Count the walk-offs with him'],
        avoid: ['Banning him from football'],
      },
    ],
  },
]
