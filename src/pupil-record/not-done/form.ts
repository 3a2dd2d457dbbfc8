import { z } from 'zod'
import { id, limits, text } from '../../ui/forms/fields.ts'

export const labels = { because: 'Why will it not be done?' } as const

/** The schema of the reason why a step will not be done. The author is who is signed in, and the day is today. */
export const notDoneForm = () => z.object({ id: id(), because: text('Say why it will not be done', limits.text) })
export type ExplainNotDone = z.infer<ReturnType<typeof notDoneForm>>
