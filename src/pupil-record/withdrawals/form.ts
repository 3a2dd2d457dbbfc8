import { z } from 'zod'
import { limits, text, version } from '../../ui/forms/fields.ts'

export const labels = { because: 'Why is it withdrawn?' } as const

export const withdrawForm = () =>
  z.object({ version: version(), because: text('Say why it is withdrawn', limits.line) })
export type Withdraw = z.infer<ReturnType<typeof withdrawForm>>
