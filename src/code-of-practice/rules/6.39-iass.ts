import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliest, earliestDay } from '../as-of.ts'
import type { Meeting } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

const explainedOn = ({ iassExplainedOn }: Meeting) => iassExplainedOn

export const iass = pupilRule({
  id: '6.39-iass',
  paragraph: '6.39',
  ...SHOULD,
  title: 'Advice service explained to parents',
  asks: 'The school tells parents and pupil of the local Information, Advice and Support Service.',
  step: 'explainIass',
  target: 'noteToParents',
  subjects: ({ earlyDiscussions }) => onlyIf(earliest(earlyDiscussions, (meeting) => meeting.heldOn)),
  withoutSubject: true,
  judge: (firstDiscussion, { meetings }, { targets, calendar, asOf }) =>
    doneBy(
      earliestDay(meetings, explainedOn),
      nthSchoolDayAfter(calendar, firstDiscussion.heldOn, targets.noteToParents),
      asOf,
    ),
  facts: (firstDiscussion, { meetings }) => [
    dated('First early discussion', firstDiscussion.heldOn),
    dated('Advice service explained', earliestDay(meetings, explainedOn)),
  ],
})
