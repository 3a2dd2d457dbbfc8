import type { FixtureKind } from '../fixture.ts'

/** No EHC needs assessment requested: once for a lawful reason, once for an unlawful one. */
export const ehcNotRequested: FixtureKind = (days) => [
  {
    forename: 'Frankie',
    surname: 'Doyle-Hart',
    sex: 'F',
    class: '5',
    born: '06-06',
    needs: ['SLCN'],
    contacts: [
      { name: 'Ms Jess Doyle', relationship: 'Mother' },
      { name: 'Ms Rowan Hart', relationship: 'Mother' },
    ],
    support: [{ who: 'zielinski', from: days.ago(77) }],
    concerns: [
      {
        on: days.ago(107),
        by: 'staff',
        areas: ['communication'],
        seen: 'Frankie understands every joke and makes none: her words come so late that the talk has moved on.',
        tried: 'Everybody writes an answer before anybody speaks.',
        effect: 'Her written answers are the wittiest on the table.',
        pupilView: 'By the time I’m ready it’s maths.',
      },
    ],
    meetings: [
      {
        on: days.ago(97),
        kind: 'earlyDiscussion',
        who: 'Ms Doyle, Ms Hart, Frankie, Mr Okonkwo',
        strengths: 'Dry wit, wide reading. Finding words at speed is hard.',
        parentView:
          'At home we light a candle at dinner, and nobody talks over anybody while it burns. It sounds daft. It works.',
        pupilView: 'Candle rule for everyone please.',
        outcomes: ['Frankie’s joke is heard'],
        next: 'Write first, talk second, in all lessons.',
      },
      {
        on: days.ago(81),
        kind: 'planning',
        who: 'Ms Hart, Frankie, Mr Okonkwo',
        next: 'A battery candle for group work.',
      },
      {
        on: days.ago(29),
        kind: 'other',
        who: 'Ms Doyle, Ms Hart, Mrs Marsh',
        pupil: false,
        absence: 'At the parents’ wish, as they came to speak about an assessment.',
        next: 'We look again after the next review, all together.',
      },
    ],
    decisions: [
      {
        on: days.ago(87),
        decision: 'senSupport',
        evidence: 'Naming speed at the 4th centile; answers in class once in three days.',
        reviewOn: days.ahead(8),
        roles: [
          'Her mothers keep the candle.',
          'Frankie writes a word down to hold her place.',
          'Mr Okonkwo starts talk with a minute of writing.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(84),
        method: 'letter to both parents',
        because: 'Frankie will have time to write before she speaks, and word-finding practice.',
      },
    ],
    plans: [
      {
        on: days.ago(75),
        needs: 'Words come late, wit does not. Write first; hold the floor for her.',
        impact: 'Frankie speaks in each lesson where there is talk.',
        reviewOn: days.ahead(8),
        assessment: {
          found: 'Speaks after eleven seconds on average; others are in after two.',
          progress: 'Above her year in writing.',
          comparison: 'Same answers as the top table, nine seconds later.',
          parent: 'She told a joke at her gran’s. To twelve people.',
          pupil: 'I have a backlog.',
        },
        outcomes: [
          {
            outcome: 'Frankie says what she wants to say while it still counts',
            measure: 'Times a lesson',
            baseline: 'Once in three days',
          },
        ],
        adjustments: ['A minute of writing before talk'],
        interventions: [
          {
            what: 'Word-finding by sound and by meaning',
            by: 'Mr Zielinski',
            often: 'twice a week, 20 minutes',
            group: 1,
            planned: 28,
            held: 25,
            serves: 0,
          },
        ],
        helps: ['The candle', 'First sound, if she looks at you', 'Come back to her'],
        avoid: ['“We’ll come back to you”, and not doing it'],
      },
    ],
    ehcConsiderations: [
      {
        on: days.ago(28),
        outcome: 'noRequest',
        reasons: ['needsMetBySenSupport', 'parentsDoNotWish'],
        note: 'Frankie is making good progress with what she has; both parents would rather see the next review first.',
      },
    ],
  },
  {
    forename: 'Tia',
    surname: 'Marlowe',
    sex: 'F',
    class: '4A',
    born: '12-14',
    needs: ['ASD', 'SPLD'],
    contacts: [
      { name: 'Mrs Dawn Marlowe', relationship: 'Mother' },
      { name: 'Mr Chris Marlowe', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(84) }],
    concerns: [
      {
        on: days.ago(116),
        by: 'parent',
        name: 'Mrs Dawn Marlowe',
        areas: ['communication', 'cognition'],
        seen: 'She is two different children. You get the good one. Mine kicks the door for an hour after school, and says her skin is too tight.',
        answeredOn: days.ago(111),
        answer: 'Thank you for telling us what we do not see. We will look at what her day costs her.',
      },
    ],
    meetings: [
      {
        on: days.ago(105),
        kind: 'earlyDiscussion',
        who: 'Mrs Marlowe, Tia, Mr Reid, Mrs Marsh',
        strengths: 'Masks well; loves horses and maps; reads by shape. Uniform, noise and pretending wear her out.',
        parentView: 'Soft trousers. If she could have soft trousers it would be half of it.',
        pupilView: 'I do the face all day.',
        outcomes: ['Tia gets home without a storm'],
        next: 'Soft trousers from tomorrow. Quiet half-hour after lunch.',
      },
      {
        on: days.ago(89),
        kind: 'planning',
        who: 'Mr Marlowe, Tia, Mr Reid',
        next: 'No “good job with your face”; a card for face off.',
      },
      {
        on: days.ago(33),
        kind: 'other',
        who: 'Mr and Mrs Marlowe, Mrs Marsh',
        pupil: false,
        absence: 'Tia was at the riding stables.',
        next: 'Parents asked whether the school would request an assessment.',
      },
    ],
    decisions: [
      {
        on: days.ago(95),
        decision: 'senSupport',
        evidence: 'Parents’ diary of 22 evenings; reading at the 8th centile; sensory checklist.',
        reviewOn: days.ahead(4),
        roles: [
          'Mrs Marlowe sends a thumbs-up or -down for the evening.',
          'Tia puts the card on her table when she needs face off.',
          'Mr Reid keeps the half-hour quiet, every day.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(93),
        method: 'letter',
        because: 'Tia will have a quiet half-hour, clothes that she can bear, and reading help with Mrs Brooks.',
      },
    ],
    plans: [
      {
        on: days.ago(82),
        needs: 'Autistic and masking; dyslexic. Calm outside is not calm inside. Less, softer, quieter.',
        impact: 'Three evenings of five without a storm.',
        reviewOn: days.ahead(3),
        assessment: {
          found: 'No sign of distress in class on ten days; hands under the table, nails bitten.',
          progress: 'Reading eleven months behind, the rest on track.',
          comparison: 'Looks like the calmest of the class. She is not.',
          parent: 'Two evenings last week she just drew.',
          pupil: 'Face off time is the best time.',
        },
        outcomes: [
          {
            outcome: 'Tia gets home without a storm',
            measure: 'Evenings of five, by her parents',
            baseline: '0 of 5',
          },
        ],
        adjustments: ['Soft trousers, labels cut out', 'Quiet half-hour after lunch'],
        interventions: [
          {
            what: 'Precision reading',
            by: 'Mrs Brooks',
            often: 'daily, 10 minutes',
            group: 1,
            planned: 70,
            held: 66,
          },
        ],
        helps: ['The card', 'Horses in the sums', 'Ask her mum, not her face'],
        avoid: ['“But she’s fine here”'],
      },
    ],
    ehcConsiderations: [
      {
        on: days.ago(32),
        outcome: 'noRequest',
        reasons: ['notEnoughCycles', 'sixThousandPoundsNotSpent'],
        note: 'Told the parents that two more cycles have to come first, and that we have not yet spent £6,000 on Tia.',
      },
    ],
  },
]
