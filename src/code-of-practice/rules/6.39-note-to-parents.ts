import { type Day, laterOf, nthSchoolDayAfter } from '../../days/calendar.ts'
import type { Meeting } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

const doneOn = ({ noteFiledOn, noteGivenToParentsOn }: Meeting): Day | null =>
  noteFiledOn && noteGivenToParentsOn ? laterOf(noteFiledOn, noteGivenToParentsOn) : null

export const noteToParents = pupilRule({
  id: '6.39-note-to-parents',
  paragraph: '6.39',
  ...SHOULD,
  title: 'Note filed and given to parents',
  asks: 'A short note of the early discussion is added to the pupil’s record and given to the parents.',
  step: 'giveNoteToParents',
  target: 'noteToParents',
  subjects: ({ earlyDiscussions }) => earlyDiscussions,
  judge: (meeting, _pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(meeting), nthSchoolDayAfter(calendar, meeting.heldOn, targets.noteToParents), asOf),
  facts: (meeting) => [
    dated('Early discussion', meeting.heldOn),
    dated('Note put in the pupil’s record', meeting.noteFiledOn),
    dated('Note given to the parents', meeting.noteGivenToParentsOn),
  ],
})
