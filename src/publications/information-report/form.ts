import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { day, id, limits, notAfter, optionalText, version } from '../../ui/forms/fields.ts'
import { type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { TopicText } from './queries.ts'

export const textLabels = { text: 'What the report says' } as const

export const textForm = () => z.object({ version: version(), text: optionalText(limits.letter) })
export type WriteText = z.infer<ReturnType<typeof textForm>>

export const textValues = (standing: TopicText | null): FormValues =>
  formValues({ version: standing?.version ?? 0, text: standing?.text ?? '' })

export const publishedLabels = {
  publishedOn: 'When was it put on the school’s website?',
  address: 'Where on the website?',
} as const

function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && !/\s/.test(address)
}

export const publishedForm = (today: Day) =>
  z.object({
    id: id(),
    publishedOn: day('Enter the day on which it was published', notAfter(today)),
    address: optionalText(limits.line).refine(
      (address) => address === null || isWebAddress(address),
      'This is no address of a website. Copy it from the browser: it begins with https:// or http://',
    ),
  })
export type RecordPublished = z.infer<ReturnType<typeof publishedForm>>
