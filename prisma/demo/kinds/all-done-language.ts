import type { FixtureKind } from '../fixture.ts'

/** Every step done, in a second cycle: developmental language disorder, in a family that speaks Polish. */
export const allDoneLanguage: FixtureKind = (days) => [
  {
    forename: 'Tomasz',
    surname: 'Zając',
    preferredForename: 'Tomek',
    sex: 'M',
    class: '4A',
    born: '08-19',
    needs: ['SLCN'],
    firstLanguage: 'Polish',
    contacts: [
      { name: 'Mrs Beata Zając', relationship: 'Mother', language: 'Polish' },
      { name: 'Mr Krzysztof Zając', relationship: 'Father', language: 'Polish' },
    ],
    support: [{ who: 'brooks', from: days.ago(160) }],
    concerns: [
      {
        on: days.ago(188),
        by: 'staff',
        areas: ['communication'],
        seen: 'Tomek tells a story like this: “And he and then the thing and the dog, you know.” He throws his hands up and laughs. He is not laughing really.',
        since: 'since stories got longer than a page',
        ticked: ['Talk partner chosen by the teacher, sentence starters on the table'],
        tried: 'Story maps, beginning-middle-end cards.',
        effect: 'With the map he told the middle.',
        pupilView: 'It goes round in my head right and comes out wrong.',
      },
    ],
    meetings: [
      {
        on: days.ago(177),
        kind: 'earlyDiscussion',
        who: 'Mrs Zając, a Polish interpreter, Tomek, his teacher, Mrs Marsh',
        strengths: 'Builds, cooks, goalkeeps. Finding words and putting them in order is hard, in Polish too.',
        parentView:
          'His babcia says he was a quiet baby and he will be a quiet man. But he is not quiet, he wants to talk.',
        pupilView: 'I want to tell about the goal.',
        outcomes: ['Tomek tells what happened so that somebody who was not there understands'],
        next: 'Speech and language therapist, with Mrs Zając’s agreement.',
      },
      {
        on: days.ago(88),
        kind: 'review',
        who: 'Mr Zając, Tomek, his teacher',
        next: 'Keep the frames, take away the pictures.',
      },
      {
        on: days.ago(74),
        kind: 'planning',
        who: 'Mrs Zając, Tomek, Mr Reid, the therapist',
        next: 'Match report each Monday, to the whole class.',
      },
      {
        on: days.ago(17),
        kind: 'other',
        who: 'Mr and Mrs Zając, Tomek, Mr Reid',
        next: 'Babcia gets a match report by telephone, in Polish.',
      },
      {
        on: days.ago(17),
        kind: 'other',
        who: 'Mr Zając, Tomek, Mr Reid',
        next: 'Match reports to his grandmother, too.',
        withdrawn: { on: days.ago(16), because: 'Recorded twice. The other note has both parents in it' },
      },
    ],
    decisions: [
      {
        on: days.ago(168),
        decision: 'senSupport',
        evidence: 'Therapist: developmental language disorder, in both languages. Narrative at the 3rd centile.',
        reviewOn: days.ago(90),
        roles: [
          'Mr Zając asks “who, where, what happened” after each match.',
          'Tomek holds up one finger for each part.',
          'His teacher does not guess the end.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(165),
        method: 'letter, with a Polish translation',
        because: 'Tomek will have a story-telling programme from the speech and language therapist.',
      },
    ],
    plans: [
      {
        on: days.ago(156),
        needs: 'Language disorder. Thinks in order, speaks out of order. Frames and fingers.',
        impact: 'Tomek tells the goal so that we can see it.',
        reviewOn: days.ago(86),
        assessment: {
          found: 'Retells two of ten parts of a picture story without a frame.',
          progress: 'Number work with the class; writing a year and a half behind.',
          comparison: 'Polish-speaking classmates retell seven of ten.',
          parent: 'He hits the table when it does not come out.',
          pupil: 'I have got lots of goals to tell.',
          external: 'Therapist: Colourful Semantics; who-doing-what-where on coloured cards.',
        },
        outcomes: [
          {
            outcome: 'Tomek tells what happened so that others understand',
            measure: 'Parts of ten, retold',
            baseline: '2 of 10',
          },
        ],
        adjustments: ['Coloured cards in his pocket'],
        interventions: [
          {
            what: 'Colourful Semantics',
            by: 'Mrs Brooks',
            often: 'three times a week, 20 minutes',
            group: 2,
            planned: 42,
            held: 40,
            impact: 'Uses colours without cards.',
            serves: 0,
          },
        ],
        helps: ['Fingers: one for each part', 'Wait; do not guess', 'Ask about the match'],
        avoid: ['Finishing his sentence'],
        review: {
          on: days.ago(88),
          impact: 'Retells six of ten parts with the frame, four without.',
          decision: 'continue',
          next: 'Fewer pictures, more listeners.',
          parent: 'We know now who scored.',
          pupil: 'They clapped at the end, so they got it.',
          progress: [['some', '6 of 10 with the frame']],
        },
      },
      {
        on: days.ago(70),
        needs: 'Language disorder. Tells things well with a frame; new words need teaching, not only hearing.',
        impact: 'A match report each week that anybody can follow.',
        reviewOn: days.ahead(15),
        assessment: {
          found: 'Six parts with the frame; uses “thing” in half of his sentences.',
          progress: 'Nine months of progress in writing in six.',
          comparison: 'Others say “thing” in one sentence of twelve.',
          parent: 'Now he argues with his sister. It is loud and wonderful.',
          pupil: 'I need the names of things.',
          external: 'Therapist, second visit: keep the frames, add word webs for each topic.',
        },
        outcomes: [
          {
            outcome: 'Tomek tells what happened so that others understand',
            measure: 'Parts of ten, no frame',
            baseline: '4 of 10',
          },
          { outcome: 'Tomek names things instead of “thing”', measure: 'Count in a match report', baseline: '9' },
        ],
        adjustments: ['Word web of the topic on his table'],
        interventions: [
          {
            what: 'Word webs',
            by: 'Mrs Brooks',
            often: 'twice a week, 20 minutes',
            group: 3,
            planned: 28,
            held: 26,
            serves: 1,
          },
        ],
        helps: ['The web before the lesson', 'Polish first, if that is quicker', 'A real listener'],
        avoid: ['Correcting while he speaks'],
      },
    ],
    professionals: [
      {
        service: 'NHS speech and language therapy',
        name: 'Joanna Field',
        answer: 'agreed',
        answeredOn: days.ago(176),
        answeredBy: 'Mrs Beata Zając',
        contactedOn: days.ago(175),
        adviceOn: days.ago(169),
        advice: 'Developmental language disorder. Colourful Semantics, then word webs.',
      },
    ],
  },
]
