import type { FixtureKind } from '../fixture.ts'

/** Every step done, in a second cycle: autism, and a pupil who declined to give a view. */
export const allDoneAutism: FixtureKind = (days) => [
  {
    forename: 'Hugo',
    surname: 'van der Berg',
    sex: 'M',
    class: '5',
    born: '05-20',
    needs: ['ASD'],
    firstLanguage: 'Dutch',
    contacts: [
      { name: 'Mrs Marieke van der Berg', relationship: 'Mother' },
      { name: 'Mr Pieter van der Berg', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(170) }],
    concerns: [
      {
        on: days.ago(200),
        by: 'staff',
        areas: ['communication'],
        seen: 'Hugo corrects everybody, me most of all, and cannot see why that makes them cross. Sits alone and says that he prefers it.',
        tried: 'A “fact of the day” slot of his own. Rules of talk on the wall.',
        effect: 'The slot is a success. He enforces the rules.',
        pupilView: 'They were wrong. I told them the right answer. Then they were angry. It is not logical.',
      },
    ],
    meetings: [
      {
        on: days.ago(190),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs van der Berg, Hugo, his teacher, Mrs Marsh',
        strengths: 'Exact, fair, and knows the railways of four countries. Group work is a foreign language to him.',
        parentView: 'In Dutch we have the same discussions at dinner, so it is not the English.',
        pupilView: 'I would like a timetable for friendship.',
        outcomes: ['Hugo works with one other child until a task is finished'],
        next: 'Pairs, never fours. Mrs Marsh asks the outreach teacher.',
      },
      {
        on: days.ago(95),
        kind: 'review',
        who: 'Mrs van der Berg, Hugo, his teacher',
        next: 'Railway club, with a rule book that Hugo writes.',
      },
      {
        on: days.ago(80),
        kind: 'planning',
        who: 'Mr van der Berg, Hugo, Mr Okonkwo',
        next: 'Who says what in a group of three: cards.',
      },
      {
        on: days.ago(22),
        kind: 'other',
        who: 'Mrs van der Berg, Mr Okonkwo',
        pupil: false,
        absence: 'Hugo read the agenda, and sent us his corrections to it.',
        next: 'Residential: he sees the dormitory on video first.',
      },
    ],
    decisions: [
      {
        on: days.ago(180),
        decision: 'senSupport',
        evidence: 'Diagnosis from the children’s hospital; group work ended early in ten lessons of twelve.',
        reviewOn: days.ago(98),
        roles: [
          'Mr van der Berg plays board games that end in a draw.',
          'Hugo counts to five before he corrects someone.',
          'His teacher tells him beforehand who does what.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(177),
        method: 'letter',
        because: 'Hugo will work in pairs with clear parts, and learn with us how talk works.',
      },
    ],
    plans: [
      {
        on: days.ago(166),
        needs: 'Autistic. Literal, exact, fair. Say what you mean, give each person a part.',
        impact: 'Hugo finishes pair work three times a week.',
        reviewOn: days.ago(92),
        assessment: {
          found: 'Pairs: finishes two tasks of five. Alone: all five.',
          progress: 'Ahead of his year in all subjects.',
          comparison: 'The others argue too, and are friends again within the lesson.',
          parent: 'He asked us what a friend is for. We did not laugh.',
          pupil: { declined: true, whose: 'Hugo said that the question was not precise enough' },
        },
        outcomes: [
          {
            outcome: 'Hugo works with one other child until a task is finished',
            measure: 'Tasks of five a week',
            baseline: '2 of 5',
          },
        ],
        adjustments: ['Part cards: asker, writer, checker'],
        interventions: [
          {
            what: 'Talk about talk',
            by: 'Mr Zielinski',
            often: 'weekly, 30 minutes',
            group: 2,
            planned: 14,
            held: 13,
            impact: 'Explains sarcasm to others now.',
            serves: 0,
          },
        ],
        helps: ['Say exactly what, how much, by when', 'Let him be checker', 'Tell him that a joke is a joke'],
        avoid: ['“Use your common sense”'],
        review: {
          on: days.ago(95),
          impact: 'Pair work holds with three different children.',
          decision: 'continue',
          next: 'From two to three.',
          parent: 'Somebody rang the bell and asked for Hugo. First time.',
          pupil: 'Pairs are acceptable.',
          progress: [['met', '4 of 5, with three partners']],
        },
      },
      {
        on: days.ago(76),
        needs: 'Autistic. Good in pairs; threes need parts. Exactness is his gift, so use it.',
        impact: 'Hugo stays in a group of three and somebody asks for him.',
        reviewOn: days.ahead(13),
        assessment: {
          found: 'Pairs four of five. Threes: one of five, leaves when two agree against him.',
          progress: 'Writing has gained voices: his dialogues are very funny.',
          comparison: 'Other groups of three finish four of five.',
          parent: 'The friend is called Theo and likes buses. It will do.',
          pupil: 'Three is harder because there can be a majority.',
          external: 'Outreach teacher, Larkhill: vote only on things that cannot be right or wrong.',
        },
        outcomes: [
          { outcome: 'Hugo works in a group of three to the end', measure: 'Group tasks of five', baseline: '1 of 5' },
        ],
        adjustments: ['Vote cards, for matters of taste only'],
        interventions: [
          {
            what: 'Railway club',
            by: 'Mr Zielinski',
            often: 'weekly, lunch hour',
            group: 5,
            planned: 15,
            held: 15,
            serves: 0,
          },
        ],
        helps: ['Parts on cards', 'Five-second rule: count with him', 'Warn of changes in writing'],
        avoid: ['Asking for his feelings in front of the group'],
      },
    ],
    professionals: [
      {
        service: 'Inclusion outreach, Larkhill School',
        name: 'Deb Purnell',
        already: true,
        contactedOn: days.ago(188),
        adviceOn: days.ago(100),
        advice: 'Parts for everybody; votes on taste only; show new places on video.',
      },
    ],
  },
]
