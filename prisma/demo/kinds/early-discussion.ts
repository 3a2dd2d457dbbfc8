import type { FixtureKind } from '../fixture.ts'

/** Early discussions: without the pupil, with or without a reason; with gaps in the record; with every step late. */
export const earlyDiscussion: FixtureKind = (days) => [
  {
    forename: 'Ayaan',
    surname: 'Siddiqui',
    sex: 'M',
    class: '1',
    born: '08-06',
    firstLanguage: 'Urdu',
    contacts: [
      { name: 'Mrs Hina Siddiqui', relationship: 'Mother', language: 'Urdu' },
      { name: 'Mr Faisal Siddiqui', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(17),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Ayaan holds on to his mum until he is lifted off, every day, and then cries until about ten.',
        since: 'since his first day',
        ticked: ['Greeting at the door by name each morning', 'A job of their own in the class'],
        tried: 'He comes in by the office: his job is to carry the fruit.',
        effect: 'Down to quarter of an hour on the days when Mr Zielinski meets him.',
        pupilView: 'Mummy might forget which door.',
      },
    ],
    meetings: [
      {
        on: days.ago(4),
        kind: 'earlyDiscussion',
        who: 'Mrs Siddiqui, Mr Siddiqui, Mrs Iqbal',
        pupil: false,
        absence:
          'He is five and was asleep on the sofa outside. Mrs Iqbal drew it with him the next morning; the drawing is in the file.',
        strengths:
          'Gentle with the younger ones and a brilliant rememberer of songs. Saying goodbye is the worst part of his day.',
        parentView:
          'My own mother was in hospital when he started nursery. He thinks that people who go do not come back.',
        pupilView: {
          words: 'A picture of three doors and one mum. “This one,” he said.',
          whose: 'Drawn with Mrs Iqbal',
        },
        outcomes: ['Ayaan says goodbye at the door and goes to his peg'],
        next: 'Same door, same person, same minute each day. A photo of mum in the fruit tray.',
        givenOn: null,
      },
    ],
  },
  {
    forename: 'Lily-Mae',
    surname: 'Trent',
    sex: 'F',
    class: '3B',
    born: '05-11',
    freeSchoolMeals: true,
    contacts: [
      { name: 'Miss Kelly Trent', relationship: 'Mother' },
      { name: 'Mr Jason Poole', relationship: 'Father', format: 'Post, at his own address' },
    ],
    concerns: [
      {
        on: days.ago(41),
        by: 'staff',
        areas: ['socialEmotional', 'cognition'],
        seen: 'Lily-Mae falls asleep after lunch. When she is awake she worries about who is picking her up.',
        tried: 'The week’s pick-ups on a card in her pocket; the beanbag if she needs it.',
        effect: 'She looks at the card twenty times a day, and asks me less.',
        pupilView: 'If it’s dad I need my other bag.',
      },
    ],
    meetings: [
      {
        on: days.ago(30),
        kind: 'earlyDiscussion',
        who: 'Miss Trent, Mrs Mensah',
        pupil: false,
        strengths: 'Best skipper in the playground, and a peacemaker. Tired, and on watch.',
        parentView:
          'There is a lot going on with her dad and me. I’d rather she wasn’t in the middle of it, and she is.',
        outcomes: ['Lily-Mae knows each morning who collects her'],
        next: 'The card goes on. Mrs Mensah rings Mr Poole too.',
      },
    ],
  },
  {
    forename: 'Dominik',
    surname: 'Horváth',
    sex: 'M',
    class: '4A',
    born: '10-25',
    joinedOn: days.ago(320),
    firstLanguage: 'Hungarian',
    contacts: [{ name: 'Mrs Réka Horváth', relationship: 'Mother', language: 'Hungarian' }],
    concerns: [
      {
        on: days.ago(35),
        by: 'staff',
        areas: ['communication'],
        seen: 'After a year and a half here Dominik still watches the others to know what to do. I can’t tell if it is the English.',
      },
    ],
    meetings: [
      {
        on: days.ago(26),
        kind: 'earlyDiscussion',
        who: 'Mrs Horváth, a neighbour who interpreted, Dominik, Mr Reid',
        strengths: 'Plays chess with Year 6 and wins.',
        pupilView: 'I understand when is one person.',
        outcomes: [],
        next: null,
        givenOn: null,
        iassOn: null,
      },
    ],
  },
  {
    forename: 'Chidera',
    surname: 'Umeh',
    sex: 'F',
    class: '5',
    born: '09-14',
    contacts: [
      { name: 'Mrs Amaka Umeh', relationship: 'Mother' },
      { name: 'Mr Obinna Umeh', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(96),
        by: 'staff',
        areas: ['cognition'],
        seen: 'In mathematics Chidera counts on her fingers under the table, for 6 + 3 too.',
        since: 'as long as I have taught her',
        ticked: ['Counters, number lines and word mats always within reach'],
        tried: 'The counters are on every table, so that she need not hide it.',
        effect: 'She uses them when her friend does.',
        pupilView: 'I’m not a maths person. Nobody in my family is, ask my mum.',
      },
    ],
    meetings: [
      {
        on: days.ago(72),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Umeh, Chidera, Mr Okonkwo',
        strengths:
          'Writes songs, reads scores, so pattern is no trouble. Numbers beyond ten are words to her, not amounts.',
        parentView: 'I did say that nobody in the family is a maths person and I wish that I hadn’t.',
        pupilView: 'If it was beats I could do it.',
        outcomes: ['Chidera adds and takes away to twenty without counting in ones'],
        next: 'Beats and bars for number bonds, ten minutes a day. We wait and see for half a term.',
        givenOn: days.ago(55),
        iassOn: days.ago(58),
      },
    ],
    decisions: [
      {
        on: days.ago(51),
        decision: 'coreOffer',
        evidence: 'Bonds to ten secure after five weeks, by beats; the gap is closing within the class’s own offer.',
        explainedOn: days.ago(42),
        reviewOn: days.ahead(12),
        roles: [
          'Mr Umeh plays the clapping game in the car.',
          'Chidera writes one number song a week.',
          'Mr Okonkwo starts each lesson with two minutes of beats.',
        ],
      },
    ],
  },
]
