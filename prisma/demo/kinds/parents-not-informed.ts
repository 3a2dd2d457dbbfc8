import type { FixtureKind } from '../fixture.ts'

/** On SEN Support without a formal notice to the parents: the step that the law requires (section 68) is missing. */
export const parentsNotInformed: FixtureKind = (days) => [
  {
    forename: 'Amir',
    surname: 'Khan',
    sex: 'M',
    class: '4B',
    born: '05-03',
    needs: ['SLCN', 'SEMH'],
    firstLanguage: 'Urdu',
    contacts: [
      { name: 'Mrs Saira Khan', relationship: 'Mother', language: 'Urdu', format: 'Telephone, with an interpreter' },
      { name: 'Mr Nadeem Khan', relationship: 'Father' },
    ],
    support: [{ who: 'zielinski', from: days.ago(12) }],
    concerns: [
      {
        on: days.ago(39),
        by: 'staff',
        areas: ['communication', 'socialEmotional'],
        seen: 'Amir answers in one or two words. When the table talks all at once he goes under it and puts his hands over his ears. He came out for the guinea pig and told it a whole story.',
        tried:
          'His name first, then one instruction. Ten seconds to answer. A talk partner I chose (Rohan, who waits).',
        effect:
          'He follows one instruction most of the time now. With two he copies the child next to him. No change in how he joins in.',
        pupilView: 'It is too many words. I like it when it is quiet and it is just me and Biscuit.',
      },
    ],
    meetings: [
      {
        on: days.ago(27),
        kind: 'earlyDiscussion',
        who: 'Mrs Saira Khan, an Urdu interpreter by telephone, Amir, Miss Gallagher, Mrs Marsh',
        strengths:
          'Draws maps of everywhere he has been, with every bus stop. Quick with numbers. Understanding long sentences is hard in both his languages; noise makes it harder.',
        parentView:
          'He is a chatterbox in the car and silent in school. In Urdu too he loses the thread of long stories, his cousins do not. I do not want him to think he is stupid, because he is not.',
        pupilView: 'I want people to say it again but not louder.',
        outcomes: ['Amir asks for help in words or with his card, instead of going under the table'],
        next: 'Referral to speech and language therapy if Mrs Khan agrees. Mrs Marsh watches two lessons. We meet again before the end of the half-term.',
      },
      {
        on: days.ago(11),
        kind: 'planning',
        who: 'Mrs Saira Khan, Amir, Miss Gallagher',
        next: 'The card stays in his pocket, not on the table: Amir chose that. Mrs Khan uses the same card at swimming.',
      },
    ],
    decisions: [
      {
        on: days.ago(13),
        decision: 'senSupport',
        evidence:
          'Understanding of spoken language at the 7th centile on the screening; in both languages, says the interpreter. The class’s own strategies for six weeks were not enough.',
        explainedOn: days.ago(12),
        reviewOn: days.ahead(8),
        roles: [
          'Mrs Khan goes over tomorrow’s three words with Amir in Urdu each evening.',
          'Amir shows his card when he has lost the thread.',
          'Miss Gallagher checks each time that he knows what to do before he starts.',
        ],
      },
    ],
    plans: [
      {
        on: days.ago(8),
        needs:
          'Understands short sentences, loses long ones. Noise makes him hide. Say it short, show it, give him time.',
        impact:
          'Amir starts a task by himself on four of five mornings and has not been under the table for two weeks.',
        reviewOn: days.ahead(8),
        briefing: 'some',
        assessment: {
          found:
            'In a quiet corner Amir retold a story with five of six events. On the carpet with thirty children he gave none.',
          progress:
            'Mathematics where we expect it for Year 4. Reading aloud is fluent, questions about the text at Year 2.',
          comparison:
            'Most of 4B follow three steps in a row; Amir follows one. Children with Urdu at home do as well as the rest.',
          parent: 'At home I show him first and then say it. I thought everybody did that.',
          pupil: 'When I do not know what to do my tummy goes hot.',
          external:
            'The therapist’s advice line: teach the words of each topic before it starts, with pictures, eight words at most.',
        },
        outcomes: [
          {
            outcome: 'Amir asks for help with his card or in words',
            measure: 'Tally on the register: how often he asks, how often he hides',
            baseline: 'Asks once a week, hides four times',
          },
          {
            outcome: 'Amir follows two-step instructions with everyone',
            measure: 'Ten instructions, each Friday',
            baseline: '3 of 10',
          },
        ],
        adjustments: [
          'Eight topic words with pictures in his tray the Friday before',
          'Sits at the end of the front table, back to the wall',
        ],
        interventions: [
          {
            what: 'Talk Boost',
            by: 'Mr Zielinski',
            often: 'three times a week, 30 minutes',
            group: 4,
            planned: 30,
            held: 5,
            serves: 1,
          },
        ],
        support: ['Mr Zielinski stands near him for the first five minutes of each lesson, then goes'],
        helps: [
          'Say “Amir” first, wait until he looks',
          'Show it as you say it',
          'Let him feed Biscuit after lunch: it sets him up for the afternoon',
        ],
        avoid: ['Calling across the room to him, or coaxing him out from under the table'],
      },
    ],
    professionals: [
      {
        service: 'NHS speech and language therapy',
        name: 'Joanna Field',
        answer: 'agreed',
        answeredOn: days.ago(26),
        answeredBy: 'Mrs Saira Khan',
        contactedOn: days.ago(25),
        adviceOn: days.ago(18),
        advice:
          'Words of each topic before it starts, with pictures, no more than eight. First appointment within eighteen weeks.',
      },
    ],
  },
  {
    forename: 'Seren',
    surname: 'Jones',
    sex: 'F',
    class: '2',
    born: '11-19',
    needs: ['ASD'],
    contacts: [
      { name: 'Ms Cerys Jones', relationship: 'Mother', format: 'E-mail, not telephone' },
      { name: 'Mr Huw Davies', relationship: 'Stepfather', parentalResponsibility: false },
    ],
    concerns: [
      {
        on: days.ago(47),
        by: 'staff',
        areas: ['communication', 'sensoryPhysical'],
        seen: 'Seren lines up the cloakroom pegs’ labels every morning and cannot come in until it is done. She screamed when the hand dryer went on and would not use the toilet for the rest of the day.',
        tried: 'The dryer is switched off now. A now-and-next board. She comes in five minutes before the others.',
        effect: 'Mornings are calmer. Any change in the afternoon still ends in tears.',
        pupilView: 'The pegs go red yellow green. Somebody keeps moving green.',
      },
    ],
    meetings: [
      {
        on: days.ago(36),
        kind: 'earlyDiscussion',
        who: 'Ms Cerys Jones, Seren (for the first ten minutes), Miss Pritchard, Mrs Marsh',
        strengths:
          'Reads anything, remembers all of it. Knows every child’s birthday. Changes without warning, loud sounds and being touched from behind are what undo her.',
        parentView:
          'She holds it together for you and comes apart in the car. By teatime she has nothing left. We are on the list for an assessment and they say eighteen months.',
        pupilView: 'I would like to know on Monday what happens on Friday.',
        outcomes: ['Seren manages a change of plan that she was warned of', 'Seren uses the school toilet every day'],
        next: 'Miss Pritchard sends the week’s timetable home on Friday. Mrs Marsh asks for outreach advice.',
      },
    ],
    decisions: [
      {
        on: days.ago(24),
        decision: 'senSupport',
        higherNeed: true,
        evidence:
          'Diary of three weeks: eleven times overwhelmed, nine of them after an unannounced change. Attendance down to 86 per cent because of sore tummies on Mondays.',
        reviewOn: days.ahead(20),
        roles: [
          'Ms Jones reads the week’s plan with Seren on Sunday evening.',
          'Seren ticks each thing off, and is allowed to ask what comes next as often as she likes.',
          'Miss Pritchard warns of a change twice: in the morning, and ten minutes before.',
        ],
        notDone: {
          rule: '6.38-specialist-assessment',
          because: 'Ms Jones wants to wait for the health appointment before anybody else sees Seren.',
          on: days.ago(10),
        },
      },
    ],
    plans: [
      {
        on: days.ago(12),
        needs: 'Needs to know what comes next. Noise and touch from behind overwhelm her. A wonderful memory: use it.',
        impact: 'No more than one morning a week in tears, and the toilet is no worry any more.',
        reviewOn: days.ahead(24),
        assessment: {
          found: 'Observed on three days. Settled whenever the timetable held, distressed each time it did not.',
          progress: 'Reading and spelling of a child of nine. Writing stops when nobody says how much is enough.',
          comparison: 'Others in Year 2 ask and move on when a lesson is swapped. Seren needs about forty minutes.',
          parent: {
            words: 'It is not naughtiness. Please do not take Golden Time away from her.',
            whose: 'Ms Jones, by e-mail',
          },
          pupil: 'I do not like surprises even nice ones.',
        },
        outcomes: [
          {
            outcome: 'Seren carries on after a change of plan that she was warned of',
            measure: 'Minutes until she is back at her table',
            baseline: 'About 40 minutes',
          },
        ],
        adjustments: [
          'Paper timetable of her own, with boxes to tick',
          'Toilet by the office, where there is no hand dryer',
        ],
        interventions: [
          {
            what: 'Comic strip conversations about the day before',
            by: 'Miss Pritchard',
            often: 'each morning, 10 minutes',
            group: 1,
            planned: 40,
            held: 9,
            serves: 0,
          },
        ],
        helps: [
          'Tell her how many, how long, and what comes after',
          'Come up from the front, and say hello',
          'Give her the class calendar to keep',
        ],
        avoid: ['“In a minute”: say how many minutes'],
      },
    ],
  },
]
