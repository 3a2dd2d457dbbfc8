import type { FixtureKind } from '../fixture.ts'

/** An Education, Health and Care plan in force. The register's rules no longer apply to these pupils. */
export const ehcPlan: FixtureKind = (days) => [
  {
    forename: 'Finley',
    surname: 'Hobbs',
    sex: 'M',
    class: '1',
    born: '05-29',
    needs: ['DS', 'SLCN'],
    ehcPlanFrom: days.ago(160),
    contacts: [
      { name: 'Mrs Rachel Hobbs', relationship: 'Mother' },
      { name: 'Mr Craig Hobbs', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(160) }],
  },
  {
    forename: 'Yasmin',
    surname: 'El-Sayed',
    sex: 'F',
    class: '3B',
    born: '01-08',
    needs: ['PD'],
    ehcPlanFrom: days.ago(300),
    firstLanguage: 'Arabic',
    contacts: [{ name: 'Mrs Mona El-Sayed', relationship: 'Mother', language: 'Arabic' }],
    support: [{ who: 'brooks', from: days.ago(300) }],
  },
  {
    forename: 'Callum',
    surname: 'McBride',
    sex: 'M',
    class: '6',
    born: '03-03',
    needs: ['ASD', 'SEMH'],
    ehcPlanFrom: days.ago(95),
    contacts: [
      { name: 'Mrs Lorna McBride', relationship: 'Mother' },
      { name: 'Mr Ian McBride', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(340),
        by: 'parent',
        name: 'Mrs Lorna McBride',
        areas: ['communication', 'socialEmotional'],
        seen: 'He has not eaten his lunch in school since the hall was painted. It is the smell, he says, and now it is also the colour.',
        answeredOn: days.ago(336),
        answer: 'He eats in the library from tomorrow, with one friend of his choice. Could we meet next week?',
      },
    ],
    meetings: [
      {
        on: days.ago(330),
        kind: 'earlyDiscussion',
        who: 'Mrs McBride, Callum, his teacher, Mrs Marsh',
        strengths: 'Programs the class robot better than we do. New places, smells and crowds are too much.',
        parentView: 'He will go without for as long as it takes, you will not outwait him.',
        pupilView: 'The hall is the wrong yellow.',
        outcomes: ['Callum eats his lunch in school'],
        next: 'Library lunches. Outreach from Larkhill School, to which Mrs McBride has agreed.',
      },
    ],
    decisions: [
      {
        on: days.ago(322),
        decision: 'senSupport',
        higherNeed: true,
        evidence: 'Diagnosis from the hospital’s letter; three weeks of lunches and two of walking out.',
        reviewOn: days.ago(260),
        roles: [
          'Mrs McBride sends the lunch that he can eat.',
          'Callum tells somebody before he leaves a room.',
          'His teacher shows him each new place empty, the day before.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(320),
        method: 'letter',
        because:
          'Callum will eat in the library, see new rooms before they fill up, and have help from Larkhill School’s outreach teacher.',
      },
    ],
    plans: [
      {
        on: days.ago(315),
        needs: 'Autistic. Smell, colour and crowds can shut him down. Show him things empty first.',
        impact: 'Callum eats each day and stays in four lessons of five.',
        reviewOn: days.ago(255),
        assessment: {
          found: 'Sixteen lessons watched: eleven left early, all in the hall or the art room.',
          progress: 'Computing and mathematics beyond his year; no finished writing since half-term.',
          comparison: 'Nobody else of the class left a room in these weeks.',
          parent: 'When he goes quiet, stop. It is the last sign that you will get.',
          pupil: 'I can tell you how the robot feels but not me.',
          external: 'Larkhill outreach: sensory profile enclosed; visits to empty rooms, a way out that is agreed.',
        },
        outcomes: [
          {
            outcome: 'Callum stays in the lessons that he has seen empty first',
            measure: 'Lessons stayed in, of 25',
            baseline: '14 of 25',
          },
        ],
        adjustments: ['Way-out card with the robot on it', 'Art in the small room'],
        interventions: [
          {
            what: 'Lego-based therapy',
            by: 'Mrs Brooks',
            often: 'weekly, 45 minutes',
            group: 3,
            planned: 10,
            held: 8,
            impact: 'Asked twice for another go.',
          },
        ],
        helps: ['Show him the room before it fills up', 'Written instructions, not spoken', 'Let the robot ask'],
        avoid: ['The dinner hall, and asking why'],
        review: {
          on: days.ago(256),
          impact: 'Eats each day. Lessons did not change much, and the second half was worse than the first.',
          decision: 'stepUp',
          next: 'Request to the authority, with the parents.',
          parent: 'You tried and I saw it. It is not enough for him, is it.',
          pupil: 'The library was good.',
          progress: [['some', '16 of 25 lessons']],
        },
      },
    ],
    professionals: [
      {
        service: 'Inclusion outreach, Larkhill School',
        name: 'Deb Purnell',
        answer: 'agreed',
        answeredOn: days.ago(329),
        answeredBy: 'Mrs Lorna McBride',
        contactedOn: days.ago(327),
        adviceOn: days.ago(318),
        advice: 'Sensory profile; see rooms empty; one agreed way out of each.',
      },
    ],
    ehcConsiderations: [
      {
        on: days.ago(250),
        outcome: 'request',
        reasons: [],
        note: 'Two full terms of SEN Support with outreach; needs go beyond what we can do. Parents wrote their part themselves.',
      },
    ],
  },
  {
    forename: 'Grace',
    surname: 'Nyambura',
    sex: 'F',
    class: '5',
    born: '08-12',
    needs: ['VI', 'MLD'],
    ehcPlanFrom: days.ago(210),
    contacts: [{ name: 'Mrs Wanjiru Nyambura', relationship: 'Mother', format: 'Large print' }],
    support: [{ who: 'brooks', from: days.ago(210) }],
    concerns: [
      {
        on: days.ago(352),
        by: 'professional',
        name: 'Mr Alan Teo, orthoptist, Severnside Hospital',
        areas: ['sensoryPhysical'],
        seen: 'Letter: Grace’s sight in the better eye has fallen to 6/24. She will not read the board, and will not say so.',
      },
    ],
    decisions: [
      {
        on: days.ago(340),
        decision: 'senSupport',
        evidence: 'The hospital’s letter, and a functional test with her own reading book: 24 point and no smaller.',
        reviewOn: days.ago(280),
      },
    ],
    notices: [
      {
        on: days.ago(337),
        method: 'letter in large print',
        because:
          'Everything Grace reads will be in 24 point, and a teacher of the visually impaired comes each half-term.',
      },
    ],
  },
]
