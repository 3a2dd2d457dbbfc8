import type { FixtureKind } from '../fixture.ts'

/** The adapted core offer is enough for now: with every step done, with gaps, and just decided. */
export const coreOffer: FixtureKind = (days) => [
  {
    forename: 'Ruby',
    surname: 'Hargreaves',
    sex: 'F',
    class: '3A',
    born: '09-27',
    contacts: [
      { name: 'Mrs Fiona Hargreaves', relationship: 'Mother' },
      { name: 'Mr Dan Hargreaves', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(52),
        by: 'staff',
        areas: ['cognition'],
        seen: 'Ruby forgets what she was going to write between the thinking and the pencil. Long silences, then one short sentence.',
        since: 'since they write by themselves',
        ticked: ['Task broken into three steps on a card'],
        tried: 'She says her sentence to me first.',
        effect: 'With the card she finished her work on three of five days.',
        pupilView: 'I had it and then it fell out of my head.',
      },
    ],
    meetings: [
      {
        on: days.ago(43),
        kind: 'earlyDiscussion',
        who: 'Mrs Hargreaves, Ruby, Mr Ashworth',
        strengths:
          'Tells stories that keep a room quiet. Working memory is short: more than two things and one is lost.',
        parentView:
          'She was like this with shoes and teeth and bag in the morning. We made a list with pictures and it went away.',
        pupilView: 'I like saying it into the talking button.',
        outcomes: ['Ruby writes five sentences of her own in a lesson'],
        next: 'Talking button for every piece of writing, for six weeks. Then we look at her book together.',
      },
    ],
    decisions: [
      {
        on: days.ago(33),
        decision: 'coreOffer',
        evidence: 'Six pieces of writing from before and after the talking button: from 11 words on average to 46.',
        reviewOn: days.ahead(15),
        roles: [
          'Mrs Hargreaves lets Ruby record her diary on the old phone.',
          'Ruby says her sentence twice before she writes it.',
          'Mr Ashworth keeps a talking button on her table and a card with three steps.',
        ],
      },
    ],
  },
  {
    forename: 'Tyrese',
    surname: 'Campbell',
    sex: 'M',
    class: '6',
    born: '11-02',
    freeSchoolMeals: true,
    contacts: [{ name: 'Ms Marcia Campbell', relationship: 'Mother' }],
    concerns: [
      {
        on: days.ago(60),
        by: 'staff',
        areas: ['socialEmotional'],
        seen: 'Tyrese talks over everybody, me too, and is hurt when he is told. Four lost playtimes in a week, which made it worse.',
        tried: 'A job each hour, a signal between the two of us, and no more lost playtimes.',
        effect: 'Better before lunch. The afternoons have not changed.',
      },
    ],
    meetings: [
      {
        on: days.ago(50),
        kind: 'earlyDiscussion',
        who: 'Ms Campbell, Tyrese, Mrs Feldman',
        strengths: 'A born host: no new child is alone for a minute. Waiting is the hard thing, and sitting.',
        parentView: 'He is loud, his whole family is loud. I would rather you used it than sat on it.',
        pupilView: 'I don’t notice I’m doing it till everyone’s looking.',
        outcomes: ['Tyrese notices by himself when he talks over somebody'],
        next: 'He reads the notices in assembly. Standing desk at the back for a month.',
      },
    ],
    decisions: [
      {
        on: days.ago(37),
        decision: 'coreOffer',
        teacher: null,
        evidence: null,
        explainedOn: null,
      },
    ],
  },
  {
    forename: 'Imogen',
    surname: 'St John-Clarke',
    sex: 'F',
    class: '4A',
    born: '02-28',
    contacts: [
      { name: 'Mrs Verity Clarke', relationship: 'Mother' },
      { name: 'Mr Rupert St John', relationship: 'Father' },
    ],
    concerns: [
      {
        on: days.ago(22),
        by: 'staff',
        areas: ['sensoryPhysical'],
        seen: 'Imogen cannot settle on the carpet. Rocks, tips, leans on others until they complain.',
        since: 'since she came to us',
        ticked: ['Movement break every twenty minutes', 'Writing slope, pencil grips and wobble cushion to try'],
        tried: 'A place at the side where she may stand.',
        effect: 'Standing works. She chose it five times out of six.',
        pupilView: 'My legs have got ants in.',
      },
    ],
    meetings: [
      {
        on: days.ago(12),
        kind: 'earlyDiscussion',
        who: 'Mr St John, Imogen, Mr Reid',
        strengths: 'Swims for the county, so not short of exercise. Listens better the more she moves.',
        parentView: 'Dinner at ours is taken standing up. We gave up on chairs.',
        pupilView: 'Can I have the end of the table for always?',
        outcomes: ['Imogen listens to a whole story in a way that works for her'],
        next: 'A standing place in each room, for anybody who wants one. We see how it goes for six weeks.',
      },
    ],
    decisions: [
      {
        on: days.ago(2),
        decision: 'coreOffer',
        evidence: 'With a place to stand she answered as many questions as the rest in four lessons observed.',
        explainedOn: null,
        reviewOn: days.ahead(30),
        roles: [
          'Mr St John and Mrs Clarke tell us if she comes home more tired than before.',
          'Imogen picks her place before the lesson, not in it.',
          'Mr Reid keeps the end of the table free.',
        ],
      },
    ],
  },
]
