import { z } from 'zod'
import { limits, optionalText, version } from '../../ui/forms/fields.ts'
import { type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { NationalFigures } from './queries.ts'

/** The shares that a school can compare with the national ones, in per cent. */
export const figureNames = ['senSupport', 'ehcPlan', 'boys', 'freeSchoolMeals'] as const
export type NationalFigureName = (typeof figureNames)[number]

export const labels = {
  senSupport: 'Pupils on SEN Support, of all pupils',
  ehcPlan: 'Pupils with an EHC plan, of all pupils',
  boys: 'Boys, of pupils on SEN Support',
  freeSchoolMeals: 'Eligible for free school meals, of pupils on SEN Support',
  from: 'Where the figures come from',
} as const

const wrong = 'Enter a share from 0 to 100, like 13.6'

/** A form field for a share in per cent, with at most one decimal; null if empty. */
const percent = () =>
  optionalText().transform((typed, context) => {
    if (typed === null) return null
    const number = typed.replace(/\s*%$/, '')
    if (/^\d{1,3}(\.\d)?$/.test(number) && Number(number) <= 100) return Number(number)
    context.addIssue({ code: 'custom', message: wrong })
    return z.NEVER
  })

export const figuresForm = () =>
  z.object({
    version: version(),
    senSupport: percent(),
    ehcPlan: percent(),
    boys: percent(),
    freeSchoolMeals: percent(),
    from: optionalText(limits.line),
  })
export type SetFigures = z.infer<ReturnType<typeof figuresForm>>

export const figuresValues = ({ version: standing, from, percent: typed }: NationalFigures): FormValues =>
  formValues({
    version: standing,
    from,
    ...Object.fromEntries(figureNames.map((name) => [name, typed.get(name)?.toString() ?? null])),
  })
