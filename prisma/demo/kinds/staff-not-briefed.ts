import type { FixtureKind } from '../fixture.ts'

/** A good plan that staff have not read and that is missing from the information system. */
export const staffNotBriefed: FixtureKind = (days) => [
  {
    forename: 'Beau',
    surname: 'Hollis',
    sex: 'M',
    class: '2',
    born: '01-05',
    needs: ['VI'],
    contacts: [
      { name: 'Mrs Gina Hollis', relationship: 'Mother' },
      { name: 'Mr Terry Hollis', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(28) }],
    misSenStatus: 'N',
    concerns: [
      {
        on: days.ago(58),
        by: 'professional',
        name: 'Ms Farah Aziz, optometrist',
        areas: ['sensoryPhysical'],
        seen: 'Left eye does little work, patching is over. He has learnt to hide it by turning his head. Wants print of 18 point and the board from the left.',
        parentsToldOn: days.ago(58),
        pupilView: 'Pirates have one eye and they do alright.',
      },
    ],
    meetings: [
      {
        on: days.ago(49),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Hollis, Beau, Miss Pritchard',
        strengths:
          'Cheerful, finds his way by ear, tells sea stories. Small print and balls from the left get past him.',
        parentView: 'He will tell you that he can see it. He can’t.',
        pupilView: 'Can I sit where the board is big?',
        outcomes: ['Beau reads what everybody reads'],
        next: 'Sensory support is asked. Big print from Monday.',
      },
    ],
    decisions: [
      {
        on: days.ago(38),
        decision: 'senSupport',
        evidence: 'Optometrist’s letter; read 4 lines of 12 point and 20 of 18 point in a minute.',
        reviewOn: days.ahead(28),
        roles: [
          'Mrs Hollis checks that his glasses are clean and on.',
          'Beau says “bigger please”.',
          'Miss Pritchard prints everything in 18 point.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(36),
        method: 'letter',
        because: 'Beau will have large print, a seat of his choice, and someone to watch for balls from the left.',
      },
    ],
    plans: [
      {
        on: days.ago(27),
        needs: 'Sees with the right eye only. 18 point, board from the left side, warn of things from the left.',
        impact: 'Beau reads as much as others and asks when it is too small.',
        reviewOn: days.ahead(26),
        recordedOn: null,
        briefing: 'shared',
        assessment: {
          found: 'Speed of reading doubles at 18 point.',
          progress: 'As expected, when the print is large.',
          comparison: 'No slower than his table at 18 point, half as fast at 12.',
          parent: 'He wants a parrot out of this.',
          pupil: 'Aye aye.',
          external: 'Teacher of the visually impaired: 18 point, matt paper, contrast on the steps.',
        },
        outcomes: [
          {
            outcome: 'Beau asks for bigger print by himself',
            measure: 'Times asked, of times needed',
            baseline: '0 of 8',
          },
        ],
        adjustments: ['18 point on matt paper', 'Yellow edge on the step to the hall'],
        helps: ['Sit him on the left of the board', 'Say his name before you throw', 'Ship stories'],
        avoid: ['Grey pencil on grey paper'],
      },
    ],
    professionals: [
      {
        service: 'Sensory support service',
        name: 'Mr Iwan Rees, teacher of the visually impaired',
        answer: 'agreed',
        answeredOn: days.ago(49),
        answeredBy: 'Mr Terry Hollis',
        contactedOn: days.ago(46),
        adviceOn: days.ago(33),
        advice: '18 point, matt, high contrast; steps marked.',
      },
    ],
  },
]
