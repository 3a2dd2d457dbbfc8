import type { FixtureKind } from '../fixture.ts'

/** A specialist contacted before the parents agreed, against the Code, and one whom the parents refused. */
export const professionalsAndAgreement: FixtureKind = (days) => [
  {
    forename: 'Lacey',
    surname: 'Dunmore',
    sex: 'F',
    class: '5',
    born: '11-11',
    needs: ['SEMH'],
    contacts: [{ name: 'Mr Kevin Dunmore', relationship: 'Father' }],
    support: [{ who: 'brooks', from: days.ago(46) }],
    concerns: [
      {
        on: days.ago(76),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Lacey has stopped eating with the others. Sleeves down in PE, and a new way of saying sorry for everything.',
        tried: 'Lunch with a friend in my room.',
        effect: 'She eats half. She says sorry for that too.',
        pupilView: 'Sorry. I don’t know.',
      },
    ],
    meetings: [
      {
        on: days.ago(66),
        kind: 'earlyDiscussion',
        who: 'Mr Dunmore, Lacey, Mr Okonkwo, Mrs Marsh',
        strengths: 'Thoughtful, an artist, notices when anyone is sad. Very hard on herself.',
        parentView: 'It has been the two of us since she was four. I ask and she says fine, dad.',
        pupilView: 'I’d like it if people didn’t ask all at the same time.',
        outcomes: ['Lacey tells one person when it is a bad day'],
        next: 'Mrs Brooks, ten minutes a day. Mr Dunmore sees the GP with her.',
      },
      {
        on: days.ago(48),
        kind: 'planning',
        who: 'Mr Dunmore, Lacey, Mrs Marsh',
        next: 'Feelings in a sketchbook; only Mrs Brooks looks.',
      },
    ],
    decisions: [
      {
        on: days.ago(56),
        decision: 'senSupport',
        higherNeed: true,
        evidence: 'Four weeks’ lunch log; questionnaire on worry and mood, high on both.',
        reviewOn: days.ahead(11),
        roles: [
          'Mr Dunmore and Lacey cook on Sundays.',
          'Lacey draws the day in one line.',
          'Mr Okonkwo thanks her once a day for something that she did.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(54),
        method: 'letter',
        because: 'Lacey will have time with Mrs Brooks each day and a quiet lunch.',
      },
    ],
    plans: [
      {
        on: days.ago(44),
        needs: 'Low and worried. Says sorry when she means help. Gentle, private, every day.',
        impact: 'Eats lunch, and has told somebody about a bad day.',
        reviewOn: days.ahead(10),
        assessment: {
          found: 'Lunch half-eaten on 14 of 20 days. Speaks once a day unless she is asked.',
          progress: 'On track; art far above.',
          comparison: 'Friends of hers speak up about six times a day.',
          parent: 'She made a pie. She had two pieces.',
          pupil: 'The line today is a bit up.',
          external:
            'Mental health support team: small, regular, private; safety plan agreed with Mr Dunmore and the GP.',
        },
        outcomes: [
          {
            outcome: 'Lacey tells one person when it is a bad day',
            measure: 'Days said, of days drawn low',
            baseline: '0 of 9',
          },
        ],
        support: ['Sketchbook time with Mrs Brooks'],
        helps: ['One question, then be quiet', 'Thank her for what she did', 'Lunch with Ella'],
        avoid: ['“You’ve nothing to be sorry for”, across the room'],
      },
    ],
    professionals: [
      {
        service: 'Mental health support team',
        name: 'Aled Pryce',
        answer: 'agreed',
        answeredOn: days.ago(52),
        answeredBy: 'Mr Kevin Dunmore',
        contactedOn: days.ago(58),
        adviceOn: days.ago(47),
        advice: 'Daily, short, private. Father, GP and school share one safety plan.',
        notDone: {
          rule: '6.47-agreement-before-contact',
          because:
            'We rang on the day of the bad lunch, before we had reached Mr Dunmore. We have told him so and said sorry.',
          on: days.ago(50),
        },
      },
    ],
  },
  {
    forename: 'Emre',
    surname: 'Yıldız',
    sex: 'M',
    class: '3A',
    born: '03-28',
    needs: ['SEMH', 'SLCN'],
    firstLanguage: 'Turkish',
    contacts: [
      { name: 'Mrs Ayşe Yıldız', relationship: 'Mother', language: 'Turkish' },
      { name: 'Mr Mehmet Yıldız', relationship: 'Father' },
    ],
    support: [{ who: 'brooks', from: days.ago(36) }],
    concerns: [
      {
        on: days.ago(68),
        by: 'staff',
        areas: ['socialEmotional', 'communication'],
        seen: 'Emre is up before the question is finished. Eleven times out of his chair in one story; all of it friendly.',
        since: 'since he came up to us, more in the afternoons',
        ticked: ['Movement break every twenty minutes', 'A job of their own in the class'],
        tried: 'He gives out the books.',
        effect: 'With a job his mornings are good. Without, he makes a job.',
        pupilView: 'I was only going to see.',
      },
    ],
    meetings: [
      {
        on: days.ago(57),
        kind: 'earlyDiscussion',
        who: 'Mr and Mrs Yıldız, Emre, Mr Ashworth, Mrs Marsh',
        strengths: 'Brave, quick, first to help. Stopping is what he cannot do yet.',
        parentView: 'He is a boy. His uncle was this boy. We do not want a label, or a doctor, for a boy.',
        pupilView: 'I can sit if I have got something to hold.',
        outcomes: ['Emre waits for the end of the question'],
        next: 'Something to hold. We meet again in a month; no referral without your say.',
      },
      {
        on: days.ago(39),
        kind: 'planning',
        who: 'Mr Yıldız, Emre, Mr Ashworth',
        next: 'Wrestling club counts: the trainer’s “stop” word is used in class.',
      },
    ],
    decisions: [
      {
        on: days.ago(47),
        decision: 'senSupport',
        higherNeed: true,
        evidence: 'Time on the task 30 per cent in four lessons; nine accidents in the playground in a half-term.',
        reviewOn: days.ahead(25),
        roles: [
          'Mr Yıldız plays the stop game with him at the park.',
          'Emre holds the ball until the question has ended.',
          'Mr Ashworth gives the job before the story.',
        ],
      },
    ],
    notices: [
      {
        on: days.ago(45),
        method: 'letter',
        because:
          'Emre will have jobs and breaks planned into each lesson, and play games about stopping with Mrs Brooks.',
      },
    ],
    plans: [
      {
        on: days.ago(35),
        needs: 'Acts first. Needs something in the hand, a job, and a stop word.',
        impact: 'Emre hears questions to their end and has no more than one accident a month.',
        reviewOn: days.ahead(23),
        assessment: {
          found: 'On the task 30 per cent sitting, 65 with a job.',
          progress: 'Number ahead, writing half a page behind.',
          comparison: 'The class is on the task 75 per cent of the time.',
          parent: 'At wrestling he waits for the whistle. So he can.',
          pupil: 'Dur means stop. I taught it to all of 3A.',
        },
        outcomes: [
          { outcome: 'Emre waits for the end of the question', measure: 'Ten questions a day', baseline: '2 of 10' },
        ],
        adjustments: ['Stress ball; table at the back with room to stand'],
        interventions: [
          {
            what: 'Stop-and-go games',
            by: 'Mrs Brooks',
            often: 'daily, 10 minutes',
            group: 4,
            planned: 50,
            held: 31,
            serves: 0,
          },
        ],
        helps: ['“Dur!”, with a hand up', 'The job first', 'Praise the waiting, not the answer'],
        avoid: ['Keeping him in at play'],
      },
    ],
    professionals: [
      {
        service: 'Community paediatrician',
        name: 'Severnside child development centre',
        answer: 'refused',
        answeredOn: days.ago(39),
        answeredBy: 'Mr Mehmet Yıldız',
      },
    ],
  },
]
