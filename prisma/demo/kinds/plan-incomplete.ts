import type { FixtureKind } from '../fixture.ts'

/** A plan with too little in it, not started, based on an incomplete assessment. */
export const planIncomplete: FixtureKind = (days) => [
  {
    forename: 'Jude',
    surname: 'Whelan',
    sex: 'M',
    class: '5',
    born: '06-26',
    needs: ['SPLD'],
    contacts: [
      { name: 'Ms Bernadette Whelan', relationship: 'Mother' },
      { name: 'Mr Patrick Whelan', relationship: 'Father', parentalResponsibility: true },
    ],
    support: [{ who: 'zielinski', from: days.ago(30) }],
    concerns: [
      {
        on: days.ago(75),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Jude’s spelling hides a good head: “becos the fors of gravty pools it dawn”.',
        tried: 'No red pen on spelling in science. A word bank.',
        effect: 'Longer answers. The spelling is the same.',
        pupilView: 'I pick the words I can spell not the words I want.',
      },
    ],
    meetings: [
      {
        on: days.ago(63),
        kind: 'earlyDiscussion',
        who: 'Ms Whelan, Jude, Mr Okonkwo',
        strengths: 'Explains how anything works. Writing it costs him three times as long.',
        parentView: 'Homework ends with the pen across the room. It is the only time that he is ever like that.',
        pupilView: 'Typing is OK. Talking is better.',
        outcomes: ['Jude’s writing says what he knows'],
        next: 'Spelling and memory test. A laptop from the trolley on trial.',
      },
    ],
    decisions: [
      {
        on: days.ago(50),
        decision: 'senSupport',
        evidence: 'Spelling at the 4th centile, reasoning at the 84th.',
        reviewOn: days.ahead(10),
        roles: [
          'Ms Whelan stops homework after thirty minutes, finished or not.',
          'Jude learns to type: ten minutes a day.',
          'Mr Okonkwo marks the science, not the spelling.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(48),
        method: 'letter',
        because: 'Jude will learn to touch-type and work on spelling in a group of three.',
      },
    ],
    plans: [
      {
        on: days.ago(31),
        needs: 'Spelling and getting words down. Thinks well above his writing.',
        impact: null,
        senco: null,
        pupilConsultedOn: null,
        reviewOn: null,
        startedOn: null,
        assessment: {
          teacher: null,
          found: 'Free writing: 62 words in thirty minutes, 23 of them misspelt. Told the same story in two minutes.',
          progress: null,
          comparison: 'The class writes about 180 words in the time.',
          parent: 'We would like to know if it is dyslexia. He would, too.',
          pupil: null,
          external: null,
        },
        outcomes: [{ outcome: 'Jude types as fast as he thinks', measure: 'Words a minute', baseline: '9' }],
        interventions: [
          { what: 'Touch-typing', by: 'Mr Zielinski', often: 'daily, 10 minutes', planned: 40, held: 0, serves: 0 },
        ],
        helps: ['Laptop out before he asks', 'Mark what he means', 'Give him the long explanation to do aloud'],
        avoid: ['Writing out corrections'],
      },
    ],
  },
]
