import { z } from 'zod'
import { passwordLimits } from '../access/password.ts'
import { limits, text } from '../ui/forms/fields.ts'

/** An e-mail address, converted to lower case. */
export const emailAddress = (required: string) =>
  text(required, limits.line).pipe(
    z.string().toLowerCase().pipe(z.email('Enter an e-mail address like name@school.example')),
  )

/** A new password. */
export const newPassword = text('Choose a password', passwordLimits.longest).pipe(
  z
    .string()
    .min(
      passwordLimits.shortest,
      `Choose a password of ${passwordLimits.shortest} characters or more: three words do well`,
    ),
)
