import type { FixtureKind, PlanFixture } from '../fixture.ts'

/** Health and learning needs together: school and parents request an EHC needs assessment. */
export const ehcRequested: FixtureKind = (days) => {
  const zaydsPlan: PlanFixture = {
    on: days.ago(60),
    needs: 'Hypermobile, in pain by noon, and ashamed of it. Plan the day with him, not for him.',
    impact: 'Zayd is at school four full days a week.',
    reviewOn: days.ahead(5),
    assessment: {
      found: 'Pain diary: 6 of 10 by lunch on most days. Walks out of PE and calls it boredom.',
      progress: 'A term’s learning lost to absence; quick to catch up.',
      comparison: 'Attendance 71 per cent; the class 95.',
      parent: 'He says he’s lazy. Somebody told him that. He is not, he is in pain.',
      pupil: 'I don’t want to be the one on the bench.',
      external: 'Rheumatology: hypermobility; pace, short walks, no long sitting; school to plan rests.',
    },
    outcomes: [
      { outcome: 'Zayd is at school for four full days a week', measure: 'Full days of five', baseline: '2 to 3' },
    ],
    adjustments: ['Rest at 11 and at 2, in the library, with a friend'],
    interventions: [
      {
        what: 'Pacing and strength',
        by: 'Mr Zielinski',
        often: 'daily, 10 minutes',
        group: 2,
        planned: 50,
        held: 33,
        serves: 0,
      },
    ],
    helps: ['Ask “how many out of ten?”', 'Referee, scorer, coach: not bench', 'Stairs once, not four times'],
    avoid: ['“You were running at playtime”'],
  }
  return [
    {
      forename: 'Zayd',
      surname: 'al-Rashid',
      sex: 'M',
      class: '3B',
      born: '09-19',
      needs: ['PD', 'SEMH'],
      firstLanguage: 'Arabic',
      contacts: [
        { name: 'Mrs Layla al-Rashid', relationship: 'Mother', language: 'Arabic' },
        { name: 'Mr Karim al-Rashid', relationship: 'Father' },
      ],
      support: [{ who: 'zielinski', from: days.ago(62) }],
      concerns: [
        {
          on: days.ago(90),
          by: 'parent',
          name: 'Mrs Layla al-Rashid',
          areas: ['sensoryPhysical', 'socialEmotional'],
          seen: 'Each morning his knees. The doctor says bendy joints, go to school. He cries in the car and says that you think he lies.',
          answeredOn: days.ago(86),
          answer:
            'Nobody here thinks so, and I am sorry that he does. Could we hear it from you and from him on Wednesday?',
        },
      ],
      meetings: [
        {
          on: days.ago(80),
          kind: 'earlyDiscussion',
          who: 'Mr and Mrs al-Rashid, Zayd, Mrs Mensah, Mrs Marsh',
          strengths: 'Strategist: best at chess and at telling a team what to do. Pain, and being thought lazy.',
          parentView: 'If it is bad at ten o’clock then let him rest at ten, not go home at ten.',
          pupilView: 'It’s not all days. That’s why they don’t believe it.',
          outcomes: ['Zayd rests in school instead of going home'],
          next: 'Library rests. Hospital’s report to Mrs Marsh.',
        },
        {
          on: days.ago(64),
          kind: 'planning',
          who: 'Mrs al-Rashid, Zayd, Mrs Mensah',
          next: 'Pain number on his fingers, under the table.',
        },
        {
          on: days.ago(10),
          kind: 'other',
          who: 'Mr and Mrs al-Rashid, Zayd, Mrs Marsh, the school nurse',
          next: 'Parents and school ask the authority together.',
        },
      ],
      decisions: [
        {
          on: days.ago(70),
          decision: 'senSupport',
          higherNeed: true,
          evidence: 'Rheumatology letter; attendance; pain diary over four weeks.',
          reviewOn: days.ahead(5),
          roles: [
            'Mrs al-Rashid writes the night’s number in the diary.',
            'Zayd shows his number before it is a nine.',
            'Mrs Mensah offers a rest before he asks.',
          ],
        },
      ],
      notices: [
        {
          on: days.ago(68),
          method: 'letter',
          because: 'Zayd will have planned rests, work to do lying down, and a part in every game.',
        },
      ],
      plans: [zaydsPlan],
      professionals: [
        {
          service: 'NHS occupational therapy',
          name: 'Mrs Ruth Bell',
          answer: 'agreed',
          answeredOn: days.ago(80),
          answeredBy: 'Mr Karim al-Rashid',
          contactedOn: days.ago(78),
          adviceOn: days.ago(65),
          advice: 'Rests before the pain, not after. Soft chair with arms.',
        },
      ],
      ehcConsiderations: [
        {
          on: days.ago(9),
          outcome: 'request',
          reasons: [],
          note: 'Needs of health and education together; his parents and we think that it takes more than we have.',
        },
      ],
    },
  ]
}
