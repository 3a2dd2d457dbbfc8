import type { FixtureKind } from '../fixture.ts'

/** Concerns closed with no further action: one before the early discussion, one by a decision after it. */
export const noFurtherAction: FixtureKind = (days) => [
  {
    forename: 'Matilda',
    surname: 'Frost',
    sex: 'F',
    class: '2',
    born: '12-20',
    contacts: [{ name: 'Mrs Helen Frost', relationship: 'Mother' }],
    concerns: [
      {
        on: days.ago(44),
        by: 'staff',
        areas: ['sensoryPhysical'],
        seen: 'Matilda does not turn round when I call her and says “what?” all day long.',
        since: 'since she had her long cold',
        ticked: [
          'Seat chosen for sight, hearing and room to move',
          'Say the name first, then one instruction at a time',
        ],
        effect: 'Better at the front. Worse when she has a cold.',
        pupilView: 'It sounds like I am in the swimming pool.',
        closedOn: days.ago(29),
        closedBecause: 'Glue ear, says the doctor, and it has cleared. She hears a whisper from the back row.',
      },
    ],
  },
  {
    forename: 'Oscar',
    surname: 'Lindqvist',
    sex: 'M',
    class: '3B',
    born: '04-04',
    joinedOn: days.ago(190),
    firstLanguage: 'Swedish',
    contacts: [
      { name: 'Mrs Anna Lindqvist', relationship: 'Mother' },
      { name: 'Mr Jonas Lindqvist', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(70),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Oscar mixes up b and d, and spells “said” a new way each day.',
        tried: 'Word mat, a b-d card, and two weeks of overlearning.',
        effect: 'The card is hardly needed now.',
        pupilView: 'In Swedish you write it how it sounds, so.',
        closedOn: days.ago(47),
        closedBecause: 'He is learning his second spelling system and is catching up fast.',
      },
    ],
    meetings: [
      {
        on: days.ago(60),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Lindqvist, Oscar, Mrs Mensah',
        strengths: 'Reads for pleasure in two languages. English spelling is eight months old for him.',
        parentView: 'He reads Swedish to his sister every night without a mistake, so we were not very worried.',
        pupilView: 'I am fine, can I go out now?',
        outcomes: ['Oscar spells the first hundred words as the others do'],
        next: 'Nothing beyond what all get. Mrs Mensah looks again in six weeks.',
      },
    ],
    decisions: [
      {
        on: days.ago(48),
        decision: 'noFurtherAction',
        evidence: 'Spelling age up by five months in ten weeks.',
      },
    ],
  },
]
