import type { FixtureKind } from '../fixture.ts'

const outcome = 'Alfie reads a page of a Year 4 book aloud with no more than five slips'

/** Dyslexia: three cycles over two school years, with one outcome carried forward until it was met. */
export const allDoneReading: FixtureKind = (days) => [
  {
    forename: 'Alfie',
    surname: 'Turnbull',
    sex: 'M',
    class: '6',
    born: '01-22',
    needs: ['SPLD'],
    contacts: [
      { name: 'Mrs Carol Turnbull', relationship: 'Mother' },
      { name: 'Mr Gary Turnbull', relationship: 'Father', format: 'Telephone; he does not read letters easily' },
    ],
    support: [{ who: 'brooks', from: days.ago(300) }],
    concerns: [
      {
        on: days.ago(330),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Alfie is sick on library days. With a book about tractors he looked at the pictures for forty minutes and could tell me every engine.',
        tried: 'Keep-up phonics, coloured paper, books he chose.',
        effect: 'He likes the books. He does not read them.',
        pupilView: 'I know what it’s about from the pictures so I don’t need the words.',
      },
      {
        on: days.ago(9),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Walked out of maths twice this week and sat in the coat pegs until the bell.',
        tried: 'A card to leave the room, and where to go with it.',
        withdrawn: { on: days.ago(9), because: 'Logged for the wrong pupil: the next name in the list' },
      },
    ],
    meetings: [
      {
        on: days.ago(319),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Turnbull, Alfie, his teacher, Mrs Marsh',
        strengths:
          'Knows farm machines inside out, speaks well, works hard with his hands. Letters and sounds do not stick.',
        parentView:
          'I was the same, they said I was thick. I run a business with eight men. He is not going to hear that word.',
        pupilView: 'Don’t make me do it in front of Kai.',
        outcomes: ['Alfie reads a book that he chose'],
        next: 'Assessment by Mrs Marsh. Reading in private, with Mrs Brooks.',
      },
      {
        on: days.ago(225),
        kind: 'review',
        who: 'Mrs Turnbull, Alfie, Mrs Marsh',
        next: 'The same outcome again, a different way: whole words beside the sounds.',
      },
      {
        on: days.ago(130),
        kind: 'review',
        who: 'Mr Turnbull, Alfie, his teacher',
        next: 'Tractor manuals. Reading pen for tests.',
      },
      {
        on: days.ago(60),
        kind: 'planning',
        who: 'Mr and Mrs Turnbull, Alfie, Mrs Feldman',
        next: 'Visit to the secondary school’s SENCO with Alfie.',
      },
      {
        on: days.ago(14),
        kind: 'other',
        who: 'Mrs Turnbull, Alfie, the secondary school’s SENCO',
        next: 'The reading pen moves with him.',
      },
    ],
    decisions: [
      {
        on: days.ago(308),
        decision: 'senSupport',
        evidence: 'Reading age 6 years 1 month at nine; sounds in words at the 2nd centile; two years of keep-up.',
        reviewOn: days.ago(228),
        roles: [
          'Mr Turnbull listens to farm podcasts with him; nobody makes him read at night.',
          'Alfie picks the book.',
          'His teacher gives him the text the day before.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(305),
        method: 'telephone, then letter',
        because:
          'Alfie will have a reading programme of his own with Mrs Brooks, and nobody will ask him to read aloud unprepared.',
      },
    ],
    plans: [
      {
        on: days.ago(295),
        needs: 'Dyslexic. Everything he hears he keeps; print is slow.',
        impact: 'Alfie reads twenty pages of a tractor book, in private.',
        reviewOn: days.ago(222),
        assessment: {
          found: 'Reads 60 words at sight, guesses from the first letter, spells by shape.',
          progress: 'Two months of progress in reading in a year.',
          comparison: 'His class read about 100 words a minute, he 24.',
          parent: 'He hides his reading book in the barn.',
          pupil: 'It’s like the words are in the fog.',
        },
        outcomes: [{ outcome, measure: 'Slips on a page, unseen', baseline: '31 slips' }],
        adjustments: ['Texts the day before, recorded'],
        interventions: [
          {
            what: 'Sounds-Write, from unit one',
            by: 'Mrs Brooks',
            often: 'daily, 20 minutes',
            group: 1,
            planned: 70,
            held: 58,
            impact: 'Knows all single sounds now.',
            serves: 0,
          },
        ],
        helps: ['Read it to him first', 'Machines', 'Private practice'],
        avoid: ['Spelling tests read out with marks'],
        review: {
          on: days.ago(225),
          impact: 'Sounds are secure; reading a line is still too slow to enjoy.',
          decision: 'change',
          next: 'Whole words beside sounds. Same outcome.',
          parent: 'He read me a feed bag. The whole bag.',
          pupil: 'It is less foggy on short ones.',
          progress: [['some', '19 slips, from 31']],
        },
      },
      {
        on: days.ago(215),
        needs: 'Dyslexic; sounds secure, speed not. Give time, give it spoken, let him answer aloud.',
        impact: 'A page of a Year 4 book with fewer than ten slips.',
        reviewOn: days.ago(128),
        assessment: {
          found: 'All single sounds; half of the two-letter ones. 180 words at sight.',
          progress: 'Seven months in seven months, for the first time.',
          comparison: 'Now 48 words a minute; the others 110.',
          parent: 'Comes out of the barn now.',
          pupil: 'Mrs Brooks does funny voices, that’s why I go.',
        },
        outcomes: [{ outcome, measure: 'Slips on a page he has not seen', baseline: '19 slips' }],
        interventions: [
          {
            what: 'Paired reading and word boxes',
            by: 'Mrs Brooks',
            often: 'daily, 15 minutes',
            group: 1,
            planned: 80,
            held: 74,
            impact: '180 to 410 words at sight.',
            serves: 0,
          },
        ],
        helps: ['Ten more minutes', 'Ask, do not make him write it', 'A ruler with a window'],
        avoid: ['“You can do it if you try”: he is trying'],
        review: {
          on: days.ago(130),
          impact: 'Reads by choice, about machines. Speed has doubled.',
          decision: 'continue',
          next: 'Once more, toward Year 6 and secondary school.',
          parent: 'He read the manual for the baler and told me I had it wrong. I had.',
          pupil: 'I read in bed. Don’t tell Kai.',
          progress: [['some', '8 slips, nearly there']],
        },
      },
      {
        on: days.ago(58),
        needs:
          'Dyslexic and proud of his reading. Time, technology, and prepared texts take him to the top of the class in talk.',
        impact: 'Alfie goes to secondary school with a way of reading everything.',
        reviewOn: days.ahead(20),
        assessment: {
          found: 'Year 4 page: six slips. With the reading pen he answers Year 6 questions.',
          progress: 'Reading age 8 years 4 months: two years in two.',
          comparison: 'Seventy-one words a minute against 120 in Year 6; understanding level with them.',
          parent: 'We are not worried any more, we are proud. Keep the pen.',
          pupil: 'I am going to read the whole Ford 8N book.',
          external: 'Specialist assessor: dyslexia; 25 per cent extra time and a reader for tests.',
        },
        outcomes: [
          { outcome, measure: 'Slips on an unseen page', baseline: '8 slips' },
          {
            outcome: 'Alfie uses his reading pen without being asked',
            measure: 'Lessons of a week',
            baseline: '3 of 25',
          },
        ],
        adjustments: ['Reading pen in his pencil case', 'Extra time in every test'],
        interventions: [
          {
            what: 'Reading for speed, own choice of text',
            by: 'Mrs Brooks',
            often: 'three times a week, 15 minutes',
            group: 1,
            planned: 40,
            held: 34,
            serves: 0,
          },
        ],
        helps: ['The pen, and no fuss about the pen', 'Give him the text on Friday for Monday', 'Oral answers count'],
        avoid: ['Reading aloud that he has not chosen'],
      },
    ],
    professionals: [
      {
        service: 'Specialist teacher assessor',
        name: 'Ms Anita Coles',
        answer: 'agreed',
        answeredOn: days.ago(129),
        answeredBy: 'Mr Gary Turnbull, by telephone',
        contactedOn: days.ago(126),
        adviceOn: days.ago(70),
        advice: 'Dyslexia. A quarter more time, a reader for tests, a reading pen.',
      },
    ],
  },
]
