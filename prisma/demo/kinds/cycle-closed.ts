import type { FixtureKind } from '../fixture.ts'

/** A reviewed plan: the next plan is due for one pupil and long overdue for another. */
export const cycleClosed: FixtureKind = (days) => [
  {
    forename: 'Anne-Marie Oluwadamilola',
    surname: 'Featherstonehaugh-Bartholomew',
    preferredForename: 'Annie',
    sex: 'F',
    class: '4B',
    born: '09-03',
    joinedOn: days.ago(346),
    needs: ['SEMH', 'SLCN'],
    contacts: [
      { name: 'Mrs Oluwaseun Featherstonehaugh-Bartholomew', relationship: 'Mother' },
      { name: 'Mr Crispin Featherstonehaugh-Bartholomew', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(90) }],
    concerns: [
      {
        on: days.ago(125),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Annie tells very big stories about herself, and when the others laugh she hides in the toilets until home time.',
        tried: 'A lunch club with four others. Stories go in a book, where big ones belong.',
        effect: 'She loves the book. The toilets are still where she goes.',
        pupilView: 'If I say a normal thing nobody says anything back.',
      },
    ],
    meetings: [
      {
        on: days.ago(114),
        kind: 'earlyDiscussion',
        who: 'Both parents, Annie, Miss Gallagher, Mrs Marsh',
        strengths: 'Imagination for ten. Reads faces late, so jokes go past her and laughter frightens her.',
        parentView: 'We moved three times in four years for work. She has always had to start again.',
        pupilView: 'I’d like one friend that lasts.',
        outcomes: ['Annie joins a game and stays in it'],
        next: 'Social stories with Mr Zielinski. Two children from lunch club come to tea.',
      },
      {
        on: days.ago(12),
        kind: 'review',
        who: 'Mrs Featherstonehaugh-Bartholomew, Annie, Miss Gallagher',
        next: 'Next plan: from lunch club to the playground. Annie wants to run the story table herself.',
      },
    ],
    decisions: [
      {
        on: days.ago(104),
        decision: 'senSupport',
        evidence:
          'Nineteen lunchtimes in the toilets in five weeks. Strengths and difficulties questionnaire: high for peers.',
        reviewOn: days.ago(14),
        roles: [
          'Her parents have one friend to tea each fortnight.',
          'Annie tells Mr Zielinski when the laughing starts to feel wrong.',
          'Miss Gallagher pairs her with the same two children all term.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(102),
        method: 'letter',
        because: 'Annie will have a small group at lunch and a story table in the playground.',
      },
    ],
    plans: [
      {
        on: days.ago(88),
        needs: 'Reads faces late and fears being laughed at. Wants a friend very much.',
        impact: 'Annie stays in a game until the bell on most days and does not hide.',
        reviewOn: days.ago(10),
        assessment: {
          found: 'Watched at six playtimes: joins after eleven minutes, leaves after four.',
          progress: 'Reading and writing above her age; speaking in a group well below what she writes.',
          comparison: 'Other new children of 4B had a steady partner after a month. She has been here four terms.',
          parent: 'She practises conversations in the bath. Both parts.',
          pupil: 'I don’t know when it’s a joke until it’s over.',
        },
        outcomes: [
          {
            outcome: 'Annie stays in a game until it ends',
            measure: 'Two playtimes a week, minutes',
            baseline: '4 minutes',
          },
        ],
        adjustments: ['Story table at second playtime'],
        interventions: [
          {
            what: 'Circle of friends',
            by: 'Mr Zielinski',
            often: 'weekly, 30 minutes',
            group: 6,
            planned: 12,
            held: 11,
            impact: 'Two of the six now ask for her.',
            serves: 0,
          },
        ],
        helps: ['Tell her when something is a joke', 'Give her the story to write down', 'Same partners each day'],
        avoid: ['“Only joking” after the laugh'],
        review: {
          on: days.ago(12),
          impact:
            'Stays in games for a whole playtime on three days of five. No lunchtime in the toilets for three weeks.',
          decision: 'change',
          next: 'A plan for the big playground, with less of us in it.',
          parent: 'She sang in the car. I had to pull over.',
          pupil: 'Ella saved me a place and I did not even ask.',
          progress: [['met', 'A whole playtime, three days of five']],
        },
      },
    ],
  },
  {
    forename: 'Ravi',
    surname: 'Sandhu',
    sex: 'M',
    class: '5',
    born: '12-31',
    needs: ['SEMH'],
    contacts: [{ name: 'Mrs Jasvinder Sandhu', relationship: 'Mother' }],
    concerns: [
      {
        on: days.ago(150),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Since his dad’s accident Ravi does nothing wrong and nothing else either. Looks out of the window.',
        tried: 'Quiet check-ins, a place near me, less homework.',
        effect: 'He thanks me for asking. That is all.',
        pupilView: 'I’m fine.',
      },
    ],
    meetings: [
      {
        on: days.ago(139),
        kind: 'earlyDiscussion',
        who: 'Mrs Sandhu, Ravi, his teacher',
        strengths: 'Draws buildings to scale, from memory. Sad, and hiding it to spare his mum.',
        parentView: 'He makes my tea. He is nine. I need him to be nine.',
        pupilView: 'Can I stay in at break and draw.',
        outcomes: ['Ravi tells one grown-up how it really is'],
        next: 'Drawing at break with one friend. Bereavement and loss service rings Mrs Sandhu.',
      },
    ],
    decisions: [
      {
        on: days.ago(130),
        decision: 'senSupport',
        evidence: 'Work down by half over a term; sleep; his mother’s account.',
        reviewOn: days.ago(55),
        roles: [
          'Mrs Sandhu tells us on bad mornings, by text.',
          'Ravi shows the blue side of his card when it is a bad day.',
          'His teacher asks once, and then sits beside him.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(127),
        method: 'letter',
        because:
          'Ravi will have a weekly drawing session with Mrs Brooks, and a quiet way of saying that it is a bad day.',
      },
    ],
    plans: [
      {
        on: days.ago(118),
        needs: 'Grieving. Quiet is not the same as fine. Sit beside, not opposite.',
        impact: 'Ravi hands in most of his work and has said one true thing to one grown-up.',
        reviewOn: days.ago(50),
        assessment: {
          found: 'Eight lessons: on the task a third of the time; never disturbs.',
          progress: 'Three levels where he was a year ago; no new learning in writing.',
          comparison: 'On the task 35 per cent of the time, his table 80.',
          parent: 'He laughed last Sunday. I wrote down the time.',
          pupil: 'Drawing is when it stops.',
        },
        outcomes: [
          {
            outcome: 'Ravi tells one grown-up how it really is',
            measure: 'Blue card shown, or said',
            baseline: 'Never',
          },
        ],
        support: ['Drawing and talk with Mrs Brooks, Tuesdays'],
        helps: ['Sit next to him and draw too', 'Blue card: no questions', 'Finish on something that he built'],
        avoid: ['“Cheer up”, and family trees'],
        review: {
          on: days.ago(52),
          impact: 'Hands in four pieces of five. Uses the blue card about once a week.',
          decision: 'continue',
          next: 'Same again, with a friend.',
          parent: 'Thank you for not making a fuss of him.',
          pupil: 'Blue card is good. Keep that.',
          progress: [['met', 'Once a week, to Mrs Brooks']],
        },
      },
    ],
  },
]
