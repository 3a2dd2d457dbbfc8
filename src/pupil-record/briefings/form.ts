import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { day, id, notAfter, version } from '../../ui/forms/fields.ts'

export const labels = {
  recordedOn: 'When was the plan recorded on the school’s information system?',
  staffId: 'Who has read the plan?',
  acknowledgedOn: 'When?',
} as const

/** The schema of the form that records when the plan was put on the school's information system (6.49). */
export const recordedForm = (today: Day) =>
  z.object({
    version: version(),
    recordedOn: day('Enter the day on which it was recorded', notAfter(today)),
  })
export type RecordOnSystem = z.infer<ReturnType<typeof recordedForm>>

/** The schema of the form that records who has read the plan on paper, and the day on which they said so. */
export const readForm = (today: Day) =>
  z.object({
    staffId: id('Choose who has read the plan'),
    acknowledgedOn: day('Enter the day on which they read it', notAfter(today)),
  })
export type NoteReading = z.infer<ReturnType<typeof readForm>>
