import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import {
  choice,
  choices,
  day,
  id,
  limits,
  notAfter,
  optionalDay,
  optionalText,
  text,
  version,
} from '../../ui/forms/fields.ts'
import type { FormValues } from '../../ui/forms/form-values.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { areasOfNeed } from '../areas-of-need.ts'
import type { Concern } from './model.ts'

const raisers = ['staff', 'parent', 'pupil', 'professional'] as const

export const labels = {
  raisedOn: 'When was the concern raised?',
  raisedBy: 'Who raised it?',
  raisedByName: 'Their name',
  areas: 'What is it about?',
  seen: 'What have you seen?',
  sinceWhen: 'Since when?',
  strategies: 'What has been tried of what our school ordinarily makes available',
  universalStrategies: 'What has been tried in class?',
  strategiesEffect: 'How did it go?',
  parentsToldOn: 'When were the parents told of the concern?',
  pupilView: 'What does the pupil say?',
  answer: 'The answer given',
  answeredOn: 'When was it answered?',
  closedOn: 'When was it closed?',
  closedBecause: 'Why was it closed?',
} as const

/**
 * The ticked strategies as texts. A concern keeps the text even if the school changes its list later. The route
 * checks that each is on the list.
 */
const strategies = z
  .array(z.string())
  .default([])
  .transform((ticked) => [...new Set(ticked)])

const raised = (today: Day) => ({
  raisedOn: day('Enter the day on which the concern was raised', notAfter(today)),
  raisedBy: choice(raisers, 'Choose who raised the concern'),
  raisedByName: optionalText(limits.name),
  areas: choices(areasOfNeed),
  seen: text('Say what was seen: an example is enough', limits.text),
  sinceWhen: optionalText(limits.name),
  strategies,
  universalStrategies: optionalText(limits.text),
  strategiesEffect: optionalText(limits.text),
  parentsToldOn: optionalDay(notAfter(today)),
  pupilView: optionalText(limits.text),
})

/** The schema of a new concern (6.37, 6.45). */
export const concernForm = (today: Day) => z.object({ id: id(), ...raised(today) })
export type RaiseConcern = z.infer<ReturnType<typeof concernForm>>

/** The schema of a saved concern that is corrected, answered or closed. */
export const concernEditForm = (today: Day) =>
  z
    .object({
      version: version(),
      ...raised(today),
      answer: optionalText(limits.text),
      answeredOn: optionalDay(notAfter(today)),
      closedOn: optionalDay(notAfter(today)),
      closedBecause: optionalText(limits.text),
    })
    .superRefine(({ raisedOn, answeredOn, closedOn, closedBecause }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (answeredOn !== null && answeredOn < raisedOn)
        refuse('answeredOn-day', 'The answer cannot be before the concern was raised')
      if (closedOn !== null && closedOn < raisedOn) refuse('closedOn-day', 'It cannot be closed before it was raised')
      if (closedOn !== null && closedBecause === null) refuse('closedBecause', 'Say why the concern was closed')
    })
export type EditConcern = z.infer<ReturnType<typeof concernEditForm>>

/** The form values of a concern. */
export const concernValues = (concern: Concern): FormValues =>
  formValues({
    version: concern.version,
    ...dayFields('raisedOn', concern.raisedOn),
    raisedBy: concern.raisedBy,
    raisedByName: concern.raisedByName,
    areas: concern.areas,
    seen: concern.seen,
    sinceWhen: concern.sinceWhen,
    strategies: concern.strategies,
    universalStrategies: concern.universalStrategies,
    strategiesEffect: concern.strategiesEffect,
    ...dayFields('parentsToldOn', concern.parentsToldOn),
    pupilView: concern.pupilView,
    answer: concern.answer,
    ...dayFields('answeredOn', concern.answeredOn),
    ...dayFields('closedOn', concern.closedOn),
    closedBecause: concern.closedBecause,
  })
