import type { FixtureKind } from '../fixture.ts'

/** Plans based on an assessment more than a year old, and on one without the advice that it needs. */
export const assessmentOldOrIncomplete: FixtureKind = (days) => [
  {
    forename: 'Isaac',
    surname: 'Goldberg',
    sex: 'M',
    class: '6',
    born: '04-29',
    needs: ['SPLD', 'SEMH'],
    contacts: [
      { name: 'Mrs Judith Goldberg', relationship: 'Mother' },
      { name: 'Mr David Goldberg', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(240) }],
    concerns: [
      {
        on: days.ago(275),
        by: 'parent',
        name: 'Mrs Judith Goldberg',
        areas: ['cognition'],
        seen: 'Isaac loses everything: two coats, the trombone, and the end of every sentence you say to him.',
        answeredOn: days.ago(270),
        answer: 'We see the same in class and have started checklists. Shall we put our heads together?',
      },
    ],
    meetings: [
      {
        on: days.ago(262),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Goldberg, Isaac, his teacher',
        strengths: 'Generous, inventive, always three ideas ahead. Keeping hold of one of them is the trouble.',
        parentView: 'He is exactly like his grandfather, who invented a pump and lost the patent.',
        pupilView: 'I did have it.',
        outcomes: ['Isaac has what he needs when the lesson starts'],
        next: 'One bag, one list, one place.',
      },
      {
        on: days.ago(140),
        kind: 'review',
        who: 'Mrs Goldberg, Isaac, his teacher',
        next: 'Alarms on a watch instead of lists.',
      },
      {
        on: days.ago(100),
        kind: 'other',
        who: 'Mr Goldberg, Isaac',
        next: 'Grandfather’s trick: a hook for each thing.',
      },
      {
        on: days.ago(47),
        kind: 'planning',
        who: 'Mrs Goldberg, Isaac, Mrs Feldman',
        next: 'Isaac packs the night before, and photographs the bag.',
      },
    ],
    decisions: [
      {
        on: days.ago(250),
        decision: 'senSupport',
        evidence: 'Working memory at the 6th centile; homework handed in twice in a half-term.',
        reviewOn: days.ago(145),
        roles: [
          'Mr Goldberg puts up a hook for each thing.',
          'Isaac sets his watch.',
          'Mrs Feldman writes homework on the board in the first five minutes.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(247),
        method: 'letter',
        because: 'Isaac will learn to organise himself, with Mr Zielinski, at the start and the end of the day.',
      },
    ],
    plans: [
      {
        on: days.ago(236),
        needs: 'Short working memory. Ideas in plenty, belongings nowhere.',
        impact: 'Bag complete on three days of five.',
        reviewOn: days.ago(142),
        assessment: {
          on: days.ago(244),
          found: 'Forgets the second of three instructions, each time.',
          progress: 'Level with his class in speech, a year behind on paper.',
          comparison: 'Homework in: Isaac two of twelve, class ten of twelve.',
          parent: 'We have bought a trombone three times.',
          pupil: 'My brain has too many tabs open.',
        },
        outcomes: [
          { outcome: 'Isaac has what he needs when the lesson starts', measure: 'Days of five', baseline: '1 of 5' },
        ],
        adjustments: ['One bag for everything'],
        helps: ['One thing at a time', 'Write it, do not only say it', 'Ask for idea number two'],
        avoid: ['“And another thing”'],
        review: {
          on: days.ago(140),
          impact: 'Better by list, best by watch.',
          decision: 'continue',
          next: 'Watch with three alarms.',
          parent: 'The trombone has been home for nine weeks.',
          pupil: 'It buzzes and I go oh yes.',
          progress: [['some', 'Three days of five']],
        },
      },
      {
        on: days.ago(45),
        needs: 'Short working memory, long imagination. Alarms, photos, hooks: things outside his head.',
        impact: 'Isaac gets through the first week of secondary school with all his things.',
        reviewOn: days.ahead(22),
        assessment: {
          on: days.ago(244),
          found: 'Taken over from the first plan: memory screening and three lessons watched.',
          progress: 'Homework now in eight weeks of ten.',
          comparison: 'Near the class in homework; still far off in belongings.',
          parent: 'He photographs the dog as well, but the bag is in the picture.',
          pupil: 'Photo, zip, hook. Done.',
        },
        outcomes: [
          { outcome: 'Isaac has all he needs when the lesson starts', measure: 'Mornings of ten', baseline: '6 of 10' },
        ],
        support: ['Mr Zielinski at the pegs, first and last five minutes'],
        helps: ['Photo of the packed bag', 'A watch that buzzes', 'One instruction, then eye contact'],
        avoid: ['Emptying his tray in front of the class'],
      },
    ],
  },
  {
    forename: 'Khadija',
    surname: 'Osman',
    sex: 'F',
    class: '3B',
    born: '02-17',
    needs: ['SLCN', 'HI'],
    firstLanguage: 'Somali',
    contacts: [
      { name: 'Mrs Hibo Osman', relationship: 'Mother', language: 'Somali', format: 'Voice message' },
      { name: 'Mr Ahmed Osman', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(50) }],
    concerns: [
      {
        on: days.ago(82),
        by: 'staff',
        areas: ['communication', 'sensoryPhysical'],
        seen: 'Khadija leaves off the ends of words and asks the others what I said. With her good ear to me it goes better.',
        tried: 'Changed her place. I say it and show it.',
        effect: 'She follows more, asks less. Words are as before.',
        pupilView: 'This ear is the lazy ear.',
      },
    ],
    meetings: [
      {
        on: days.ago(71),
        kind: 'earlyDiscussion',
        who: 'Mr Osman, Khadija, Mrs Mensah, Mrs Marsh',
        strengths: 'Leader of every game. One-sided hearing loss; English came second.',
        parentView: 'In Somali also she says half of the word. Her grandmother noticed first.',
        pupilView: 'Hooyo says I talk like a radio with a bad battery.',
        outcomes: ['Khadija says words to the end'],
        next: 'Hearing test again; advice from the sensory service.',
      },
      {
        on: days.ago(53),
        kind: 'planning',
        who: 'Mrs Osman, with her sister interpreting, Khadija, Mrs Mensah',
        next: 'Word ends in songs, at home too.',
      },
    ],
    decisions: [
      {
        on: days.ago(62),
        decision: 'senSupport',
        evidence: 'Hears 9 of 20 word ends from the left, 17 from the right; speech sounds below the 10th centile.',
        reviewOn: days.ahead(21),
        roles: [
          'Mrs Osman sings the ends with her, in Somali.',
          'Khadija turns her good ear.',
          'Mrs Mensah speaks from the right side of the room.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(60),
        method: 'letter and a voice message in Somali',
        because: 'Khadija will work on the ends of words in a small group, and sit where she hears best.',
      },
    ],
    plans: [
      {
        on: days.ago(49),
        needs: 'Deaf in the left ear. Drops the ends of words. Stand on her right.',
        impact: 'Others understand Khadija the first time.',
        reviewOn: days.ahead(19),
        assessment: {
          found: 'Says 8 of 30 word ends; knows the difference when shown in print.',
          progress: null,
          comparison: 'Somali-speaking classmates say 26 of the 30.',
          parent: 'We are waiting for the hospital since a long time.',
          pupil: { declined: true, whose: 'Khadija, who wanted to go to netball' },
          external: null,
        },
        outcomes: [
          { outcome: 'Khadija says words to the end', measure: 'Thirty words in pictures', baseline: '8 of 30' },
        ],
        adjustments: ['Seat on the left of the room, right ear in'],
        interventions: [
          {
            what: 'Word ends in songs',
            by: 'Mrs Brooks',
            often: 'twice a week, 20 minutes',
            group: 3,
            planned: 24,
            held: 20,
            serves: 0,
          },
        ],
        helps: ['Stand on her right', 'Print the end of the word in red', 'Let her lead the game'],
        avoid: ['Talking while writing on the board'],
      },
    ],
  },
]
