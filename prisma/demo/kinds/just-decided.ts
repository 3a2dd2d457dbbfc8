import type { FixtureKind } from '../fixture.ts'

/**
 * SEN Support has just begun: notice, record and plan are due, not late. For one pupil, the plan was agreed two days
 * ago and is about to start.
 */
export const justDecided: FixtureKind = (days) => [
  {
    forename: 'Elodie',
    surname: 'Marchetti',
    sex: 'F',
    class: '2',
    born: '03-22',
    needs: ['SLCN'],
    firstLanguage: 'French',
    contacts: [
      { name: 'Mme Claire Marchetti', relationship: 'Mother' },
      { name: 'Mr Luca Marchetti', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(28),
        by: 'staff',
        areas: ['communication'],
        seen: 'Elodie gets stuck on the first sound, shuts her eyes and pushes. She has stopped putting up her hand.',
        since: 'on and off since Reception',
        ticked: ['Wait ten seconds for an answer before asking again'],
        tried: 'I look at her, not at the clock. Nobody finishes her words for her.',
        effect: 'She talks more with me alone. On the carpet there is no change.',
        pupilView: 'The word is there but the door is locked.',
      },
    ],
    meetings: [
      {
        on: days.ago(15),
        kind: 'earlyDiscussion',
        who: 'Mme and Mr Marchetti, Elodie, Miss Pritchard, Mrs Marsh',
        strengths: 'Sings without one stumble. A fierce debater at home. Talking in front of many is when it sticks.',
        parentView:
          'Her uncle stammers too and he is a lawyer, so we know it can go well. We want her to keep talking.',
        pupilView: 'I want people to wait with a normal face.',
        outcomes: ['Elodie says what she wants to say in class, stammer or not'],
        next: 'Speech and language therapy has a group for this: the form goes off today, with your agreement.',
      },
    ],
    decisions: [
      {
        on: days.ago(2),
        decision: 'senSupport',
        evidence:
          'Counted over three days: spoke twice in class, eleven times at play. Waiting alone has not been enough.',
        explainedOn: days.ago(1),
        recordedOn: null,
        reviewOn: days.ahead(35),
        roles: [
          'Her parents keep ten minutes a day when nobody interrupts.',
          'Elodie chooses when she speaks to the class and when she writes it.',
          'Miss Pritchard teaches all of Year 2 to wait.',
        ],
      },
    ],
    professionals: [
      {
        service: 'NHS speech and language therapy',
        name: 'Fluency group',
        answer: 'agreed',
        answeredOn: days.ago(15),
        answeredBy: 'Mr Luca Marchetti',
        contactedOn: days.ago(13),
      },
    ],
  },
  {
    forename: 'Mila',
    surname: 'Petrova',
    sex: 'F',
    class: '3B',
    born: '11-27',
    needs: ['SPLD'],
    firstLanguage: 'Bulgarian',
    contacts: [
      { name: 'Mrs Desislava Petrova', relationship: 'Mother', language: 'Bulgarian' },
      { name: 'Mr Georgi Petrov', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(2) }],
    concerns: [
      {
        on: days.ago(48),
        by: 'parent',
        name: 'Mr Georgi Petrov',
        areas: ['cognition'],
        seen: 'Mila reads the same page each night as if she never saw it. Her brother did this and he is dyslexic.',
        answeredOn: days.ago(44),
        answer: 'We have seen it too. Mrs Mensah and I would like to meet you both, with Mila, on Monday.',
      },
    ],
    meetings: [
      {
        on: days.ago(38),
        kind: 'earlyDiscussion',
        who: 'Mr Petrov, Mila, Mrs Mensah, Mrs Marsh',
        strengths:
          'Takes engines apart and puts them together again. Sounding out is slow, and gone by the end of the line.',
        parentView: 'Please do not wait until she fails. We waited with her brother.',
        pupilView: 'The words jump. My brother says his do too.',
        outcomes: ['Mila reads a page that she has not seen before'],
        next: 'Mrs Marsh does the reading and memory screening this week.',
      },
    ],
    decisions: [
      {
        on: days.ago(16),
        decision: 'senSupport',
        evidence: 'Screening: sounds in words at the 5th centile, vocabulary at the 70th. Brother’s history.',
        reviewOn: days.ahead(40),
        roles: [
          'Mr Petrov reads to Mila in Bulgarian; no reading aloud at bedtime.',
          'Mila tells Mrs Brooks which words jump.',
          'Mrs Mensah never asks her to read unprepared in front of others.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(13),
        method: 'letter, with a Bulgarian translation',
        because:
          'Mila will have a structured reading programme with Mrs Brooks four times a week, and no unprepared reading aloud.',
      },
    ],
    plans: [
      {
        on: days.ago(2),
        needs: 'Sounds in words are hard, ideas are not. Read it to her, then ask her anything.',
        impact: 'Mila knows thirty more words at sight and reads a page of her level without help.',
        reviewOn: days.ahead(45),
        startedOn: null,
        recordedOn: null,
        assessment: {
          found: 'Blends three sounds, not four. Explains a text that was read to her as well as anybody.',
          progress: 'Reading age 5 years 9 months; mathematics at the top of her year.',
          comparison: 'Classmates read about 80 words a minute of this book, Mila 19.',
          parent: 'She asked us if she is the stupid twin. She has no twin.',
          pupil: 'I know lots of stuff I just can’t get it off the page.',
        },
        outcomes: [
          {
            outcome: 'Mila blends words of four and five sounds',
            measure: 'Twenty words, every second Friday',
            baseline: '4 of 20',
          },
        ],
        adjustments: ['Questions read to her in every subject'],
        interventions: [
          {
            what: 'Structured phonics, from the first sounds',
            by: 'Mrs Brooks',
            often: 'four times a week, 20 minutes',
            group: 1,
            planned: 36,
            held: 0,
            serves: 0,
          },
        ],
        helps: ['A ruler under the line', 'Let her tell you the answer', 'Ask about engines'],
        avoid: ['Popcorn reading round the class'],
      },
    ],
  },
]
