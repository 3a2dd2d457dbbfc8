import type { FixtureKind } from '../fixture.ts'

/** Every step done, in a first cycle: a deaf pupil, and one with cerebral palsy. */
export const allDoneHearingAndMovement: FixtureKind = (days) => [
  {
    forename: 'Maya',
    surname: 'Rosenberg',
    sex: 'F',
    class: '3A',
    born: '06-08',
    needs: ['HI'],
    contacts: [
      { name: 'Mrs Naomi Rosenberg', relationship: 'Mother' },
      { name: 'Mr Adam Rosenberg', relationship: 'Father', format: 'Text message: he is deaf' },
    ],
    support: [{ who: 'brooks', from: days.ago(70) }],
    concerns: [
      {
        on: days.ago(98),
        by: 'parent',
        name: 'Mr Adam Rosenberg',
        areas: ['sensoryPhysical'],
        seen: 'Maya’s new aids came on Monday and she keeps them in her pocket. She says the classroom is “too much of everything” with them in.',
        answeredOn: days.ago(95),
        answer:
          'Thank you. Mr Ashworth will wear the radio microphone from tomorrow, and the teacher of the deaf comes on Thursday.',
      },
    ],
    meetings: [
      {
        on: days.ago(90),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Rosenberg, a BSL interpreter, Maya, Mr Ashworth, Mrs Marsh',
        strengths:
          'Signs, speaks, lip-reads and does impressions of all of us. Noise and many voices are what tires her.',
        parentView: 'She is proud to be deaf at home. We would like her to be proud here.',
        pupilView: 'When they scrape the chairs it is like forks.',
        outcomes: ['Maya wears her aids all day', 'Maya says when she has not heard'],
        next: 'Tennis balls on the chairs of the room. Microphone for whoever speaks, children too.',
      },
      {
        on: days.ago(72),
        kind: 'planning',
        who: 'Mrs Rosenberg, Maya, Mr Ashworth, Mrs Lowe (teacher of the deaf)',
        next: 'Maya teaches the class ten signs. Captions on every film.',
      },
      {
        on: days.ago(25),
        kind: 'other',
        who: 'Mr Rosenberg, with the interpreter, and Mr Ashworth',
        pupil: false,
        absence: 'She had choir and chose choir.',
        next: 'The swimming teacher gets the same card as everybody.',
      },
    ],
    decisions: [
      {
        on: days.ago(80),
        decision: 'senSupport',
        higherNeed: true,
        evidence:
          'Moderate loss in both ears (hospital’s letter); heard 12 of 30 words at the back of the room, 27 with the microphone.',
        reviewOn: days.ahead(14),
        roles: [
          'Her parents charge the aids and check them at breakfast.',
          'Maya passes the microphone on, and says “I missed that”.',
          'Mr Ashworth faces the class when he speaks and repeats what others said.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(78),
        method: 'letter',
        because: 'Maya will have a radio microphone, a quieter room and six visits from the teacher of the deaf.',
      },
    ],
    plans: [
      {
        on: days.ago(68),
        needs: 'Deaf, aids in both ears, lip-reads. Face her, use the microphone, one voice at a time.',
        impact: 'Aids in all day, and Maya asks when she has missed something.',
        reviewOn: days.ahead(12),
        assessment: {
          found: 'With the microphone she answers as often as others, without it half as often.',
          progress: 'At the level of her year in all but spelling of word ends.',
          comparison: 'Spelling of -s and -ed, which she cannot hear: 6 of 20; class 15.',
          parent: {
            words: 'She is less tired at night, and that is how I can tell.',
            whose: 'Mr Rosenberg, in BSL, put into English by the interpreter',
          },
          pupil: 'I can hear Mr A in the corridor, he forgot to switch it off. I know everything now.',
          external: 'Teacher of the deaf: sit at the side with a view of all faces; pre-teach word ends in print.',
        },
        outcomes: [
          {
            outcome: 'Maya wears her aids all day',
            measure: 'Ticked by Maya, three times a day',
            baseline: '4 of 15 in a week',
          },
          {
            outcome: 'Maya says when she has not heard',
            measure: 'Tally of one lesson a day',
            baseline: 'Once a week',
          },
        ],
        adjustments: ['Seat at the side, back to the window', 'Radio microphone, passed from child to child'],
        interventions: [
          {
            what: 'Word ends in print before they come up',
            by: 'Mrs Brooks',
            often: 'twice a week, 15 minutes',
            group: 1,
            planned: 28,
            held: 26,
            serves: 1,
          },
        ],
        helps: ['Face her and keep your hands off your mouth', 'Say who is speaking', 'Captions on'],
        avoid: ['Shouting, and “never mind, I’ll tell you later”'],
      },
    ],
    professionals: [
      {
        service: 'Sensory support service',
        name: 'Mrs Lowe, teacher of the deaf',
        already: true,
        contactedOn: days.ago(94),
        adviceOn: days.ago(75),
        advice: 'View of all faces; microphone for all speakers; print the word ends.',
      },
    ],
  },
  {
    forename: 'Samuel',
    surname: 'Oyelaran',
    preferredForename: 'Sam',
    sex: 'M',
    class: '2',
    born: '10-16',
    needs: ['PD'],
    contacts: [
      { name: 'Mrs Bukola Oyelaran', relationship: 'Mother' },
      { name: 'Mr Femi Oyelaran', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(82) }],
    concerns: [
      {
        on: days.ago(109),
        by: 'staff',
        areas: ['sensoryPhysical'],
        seen: 'Sam holds on to the wall on the stairs and is last everywhere, with a joke about it. By two o’clock he lies on the table.',
        tried: 'He leaves two minutes early. Chair with arms.',
        effect: 'The chair is good. He hates leaving early.',
        pupilView: 'I want to go down with the line.',
      },
    ],
    meetings: [
      {
        on: days.ago(101),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Oyelaran, Sam, Miss Pritchard, Mrs Marsh',
        strengths:
          'Comedian, and the best reader of Year 2. Mild cerebral palsy: left side weaker, tires by afternoon.',
        parentView: 'He falls and he gets up. Do not carry him, and do not leave him out.',
        pupilView: 'I can do stairs if I’m at the rail side.',
        outcomes: ['Sam goes up and down with his class'],
        next: 'The whole class keeps to the rail side. Occupational therapist looks at table and chair.',
      },
      {
        on: days.ago(85),
        kind: 'planning',
        who: 'Mrs Oyelaran, Sam, Miss Pritchard, Mrs Bell (occupational therapist)',
        next: 'Writing in the morning, listening in the afternoon.',
      },
      {
        on: days.ago(30),
        kind: 'other',
        who: 'Mr Oyelaran, Sam, Mr Zielinski',
        next: 'Sports day: Sam starts the races and runs in one.',
      },
    ],
    decisions: [
      {
        on: days.ago(92),
        decision: 'senSupport',
        evidence: 'Physiotherapist’s report; writes for six minutes in the morning and two after lunch.',
        reviewOn: days.ahead(9),
        roles: [
          'Mr and Mrs Oyelaran do the stretches with him before school.',
          'Sam says “swap” when his arm is done.',
          'Miss Pritchard puts writing before lunch.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(90),
        method: 'letter',
        because: 'Sam will have a chair and table that fit him, and his day will be planned around his strength.',
      },
    ],
    plans: [
      {
        on: days.ago(80),
        needs: 'Cerebral palsy, left side. Mind quick, arm and legs slow. Tires after lunch.',
        impact: 'Sam moves with his class and writes for twelve minutes.',
        reviewOn: days.ahead(7),
        assessment: {
          found: 'Stairs: 40 seconds with the rail, two minutes without. Legs dangle on the usual chair.',
          progress: 'Reading at Year 4; writing short, at Year 1, because of his arm.',
          comparison: 'The class writes about 70 words in a lesson, Sam 20, of the best.',
          parent: 'He came home and said “I am a stair champion”.',
          pupil: 'My left hand is on strike but my right one is the boss.',
          external: 'Occupational therapist: feet flat, table at elbow height, slope of twenty degrees.',
        },
        outcomes: [
          {
            outcome: 'Sam goes up and down with his class',
            measure: 'Times without leaving early, of 20',
            baseline: '0 of 20',
          },
          { outcome: 'Sam writes for twelve minutes', measure: 'Timer, Mondays', baseline: '6 minutes' },
        ],
        adjustments: ['Chair and table from the therapist, moved with him', 'Class line on the rail side'],
        interventions: [
          {
            what: 'Strength and balance circuit',
            by: 'Mr Zielinski',
            often: 'daily, 10 minutes',
            group: 5,
            planned: 75,
            held: 70,
            serves: 0,
          },
        ],
        helps: ['Rail side, always', '“Swap”: he talks, you write', 'Writing before lunch'],
        avoid: ['Carrying his bag without asking'],
      },
    ],
    professionals: [
      {
        service: 'NHS occupational therapy',
        name: 'Mrs Ruth Bell',
        answer: 'agreed',
        answeredOn: days.ago(101),
        answeredBy: 'Mrs Bukola Oyelaran',
        contactedOn: days.ago(99),
        adviceOn: days.ago(86),
        advice: 'Feet flat, elbows at table height, slope; writing in short bursts before lunch.',
      },
    ],
  },
]
