import type { FixtureKind } from '../fixture.ts'

/** A concern whose early discussion with the parents is overdue. */
export const concernOverdue: FixtureKind = (days) => [
  {
    forename: 'Kayden',
    surname: 'Mills-Brewer',
    preferredSurname: 'Brewer',
    sex: 'M',
    class: '5',
    born: '12-07',
    freeSchoolMeals: true,
    contacts: [
      { name: 'Miss Tanya Brewer', relationship: 'Mother' },
      { name: 'Mrs Pat Brewer', relationship: 'Grandmother', parentalResponsibility: false },
    ],
    concerns: [
      {
        on: days.ago(31),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'For weeks now Kayden has been on the edge of everything. Walks out of lessons twice a day, sits by the PE store. He is never rude, he just goes.',
        since: 'since his nan was taken into hospital',
        ticked: ['Greeting at the door by name each morning', 'A job of their own in the class'],
        tried: 'The job: he does the register for me. A card to show when he needs to leave.',
        effect: 'He uses the card about half of the time. He still does not come back by himself.',
        pupilView: 'Didn’t want to talk about it. Said: ask me when I’m doing the register.',
        notDone: {
          rule: '6.39-early-discussion',
          because: 'Miss Brewer has cancelled twice because of shifts; she has asked for an evening next week.',
          on: days.ago(9),
          by: 'okonkwo',
        },
      },
    ],
    amber: {
      on: days.ago(27),
      owner: 'okonkwo',
      next: days.ago(2),
      why: 'Does he come back by himself if nobody goes after him, and somebody he likes nods him in?',
      looks: [
        {
          on: days.ago(14),
          by: 'okonkwo',
          seen: 'Out four times this week instead of ten. Twice he came back when I only put his pencil case on his table. He told the lunchtime staff that his nan is poorly.',
        },
      ],
    },
  },
  {
    forename: 'Nathaniel',
    surname: 'Adu',
    sex: 'M',
    class: '3B',
    born: '03-15',
    contacts: [{ name: 'Mrs Comfort Adu', relationship: 'Mother' }],
    concerns: [
      {
        on: days.ago(24),
        by: 'staff',
        areas: ['communication'],
        seen: 'Strangers cannot understand Nathaniel: “tat” is cat, that and sat. He has begun to point instead of talk.',
        since: 'always, his mum says',
        ticked: ['New words taught with a picture, an action and a sentence'],
        tried: 'I repeat what he said, correctly, and leave it at that.',
        effect: 'He will say the word after me. On his own it goes back.',
        parentsToldOn: null,
      },
    ],
    amber: {
      on: days.ago(20),
      owner: 'mensah',
      next: days.ahead(4),
      why: 'Count how many words he tries by himself at snack time, with the picture mat and without.',
      looks: [
        {
          on: days.ago(8),
          by: 'mensah',
          seen: 'Seven tries with the mat, two without. “Tat” for cat as before, but he said “more milk” to the cook and she gave him milk.',
        },
      ],
    },
  },
]
