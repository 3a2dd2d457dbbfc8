import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import {
  choice,
  day,
  id,
  limits,
  notAfter,
  optionalDay,
  optionalId,
  optionalText,
  version,
  yesOrNo,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { refuseViews, viewFields, viewLabels, viewValues } from '../views-given.ts'
import type { MeetingToEdit } from './queries.ts'

export const meetingKinds = ['earlyDiscussion', 'planning', 'review', 'other'] as const
export type MeetingKind = (typeof meetingKinds)[number]

/** In characters. An outcome is one sentence. */
export const longestOutcome = 500

export const labels = {
  kind: 'What kind of meeting?',
  heldOn: 'When was it?',
  whoTookPart: 'Who took part?',
  parentTookPart: 'Did a parent or carer take part?',
  pupilTookPart: 'Did the pupil take part?',
  absenceReason: 'If a parent or the pupil did not take part, why?',
  strengthsAndDifficulties: 'Strengths and difficulties',
  ...viewLabels,
  'outcomes.outcome': 'Outcome',
  nextSteps: 'Who does what next, and by when?',
  iassExplainedOn: 'When were the parents told of it?',
  noteFiledOn: 'When was the note put in the pupil’s record?',
  noteGivenToParentsOn: 'When was the note given to the parents?',
} as const

const held = (today: Day) => ({
  kind: choice(meetingKinds, 'Choose what kind of meeting it was'),
  heldOn: day('Enter the day of the meeting', notAfter(today)),
  whoTookPart: optionalText(limits.text),
  parentTookPart: yesOrNo('Say whether a parent or carer took part'),
  pupilTookPart: yesOrNo('Say whether the pupil took part'),
  absenceReason: optionalText(limits.text),
  strengthsAndDifficulties: optionalText(limits.text),
  ...viewFields(),
  outcomes: z.array(z.object({ id: optionalId(), outcome: optionalText(longestOutcome) })).default([]),
  nextSteps: optionalText(limits.text),
  iassExplainedOn: optionalDay(notAfter(today)),
  noteFiledOn: optionalDay(notAfter(today)),
  noteGivenToParentsOn: optionalDay(notAfter(today)),
})

type Held = z.infer<z.ZodObject<ReturnType<typeof held>>>

/**
 * Checks the days against each other. The advice service may be explained before the meeting, with the invitation. The
 * note cannot be filed or given before the meeting.
 */
function refuseContradictions(meeting: Held, context: z.core.$RefinementCtx<Held>): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  const { kind, heldOn, parentTookPart, pupilTookPart, absenceReason, noteFiledOn, noteGivenToParentsOn } = meeting
  if (kind === 'earlyDiscussion' && !(parentTookPart && pupilTookPart) && absenceReason === null)
    refuse('absenceReason', 'Say why they did not take part: an early discussion is with the parents and the pupil')
  refuseViews(meeting, refuse)
  if (noteFiledOn !== null && noteFiledOn < heldOn)
    refuse('noteFiledOn-day', 'The note cannot be in the record before the meeting was held')
  if (noteGivenToParentsOn !== null && noteGivenToParentsOn < heldOn)
    refuse('noteGivenToParentsOn-day', 'The note cannot be given before the meeting was held')
}

/** The schema of a new meeting (6.39). */
export const meetingForm = (today: Day) => z.object({ id: id(), ...held(today) }).superRefine(refuseContradictions)
export type HoldMeeting = z.infer<ReturnType<typeof meetingForm>>

/** The schema of a saved meeting that is corrected or completed. */
export const meetingEditForm = (today: Day) =>
  z.object({ version: version(), ...held(today) }).superRefine(refuseContradictions)
export type CorrectMeeting = z.infer<ReturnType<typeof meetingEditForm>>

/**
 * What was typed in one box for an outcome. Empty boxes stay in the list, so that the index in an error is the index
 * of the box.
 */
export type TypedMeetingOutcome = Held['outcomes'][number]

const yesOrNoValue = (answer: boolean): string => (answer ? 'yes' : 'no')

/** The form values of a meeting. A null in the list of outcomes is an empty box. */
export const meetingValues = (
  meeting: Omit<MeetingToEdit, 'outcomes'> & { outcomes: readonly (MeetingToEdit['outcomes'][number] | null)[] },
): FormValues =>
  formValues({
    version: meeting.version,
    kind: meeting.kind,
    ...dayFields('heldOn', meeting.heldOn),
    whoTookPart: meeting.whoTookPart,
    parentTookPart: yesOrNoValue(meeting.parentTookPart),
    pupilTookPart: yesOrNoValue(meeting.pupilTookPart),
    absenceReason: meeting.absenceReason,
    strengthsAndDifficulties: meeting.strengthsAndDifficulties,
    ...viewValues(meeting.views),
    ...Object.fromEntries(
      meeting.outcomes.flatMap((row, index) => [
        [`outcomes.${index}.id`, row?.id ?? null],
        [`outcomes.${index}.outcome`, row?.outcome ?? null],
      ]),
    ),
    nextSteps: meeting.nextSteps,
    ...dayFields('iassExplainedOn', meeting.iassExplainedOn),
    ...dayFields('noteFiledOn', meeting.noteFiledOn),
    ...dayFields('noteGivenToParentsOn', meeting.noteGivenToParentsOn),
  })
