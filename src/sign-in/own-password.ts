import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { hashPassword, passwordFits, passwordLimits } from '../access/password.ts'
import { sendOn } from '../access/session.ts'
import { choosePassword, endSessions, findSignIn } from '../access/user-accounts.ts'
import { problems } from '../http/problems.ts'
import type { Responder } from '../http/respond.ts'
import type { Database } from '../platform/database/client.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import { limits, text } from '../ui/forms/fields.ts'
import { type FormValues, nested, valuesOf } from '../ui/forms/form-values.ts'
import { newPassword } from './form.ts'
import type { SignInLimit } from './sign-in-limit.ts'

type OwnPasswordDependencies = {
  db: Database
  responder: Responder
  limit: SignInLimit
  csrfTokenFor: (request: Request) => string
  hasValidCsrfToken: (request: Request, values: FormValues) => boolean
}

const schema = z.object({
  email: text('Enter the e-mail address that you sign in with', limits.line),
  present: text('Enter your present password', passwordLimits.longest),
  password: newPassword,
})

const notKnown = 'That e-mail address and present password do not go together. Check both and try again'

/** The page on which users change their own password. */
export function ownPasswordRoutes({
  db,
  responder,
  limit,
  csrfTokenFor,
  hasValidCsrfToken,
}: OwnPasswordDependencies): Router {
  const router = Router()

  const show = (request: Request, response: Response, email: string, errors: FieldError[] = [], status = 200) =>
    responder.page(
      request,
      response,
      'sign-in/own-password',
      {
        title: 'Change your password',
        back: { text: 'Back', href: '/' },
        errors,
        form: { values: { email }, errors },
        csrfToken: csrfTokenFor(request),
      },
      status,
    )

  router.get('/password', (request, response) =>
    request.user ? show(request, response, '') : response.redirect(303, '/sign-in'),
  )

  router.post('/password', async (request, response) => {
    const { user } = request
    const values = valuesOf(typeof request.body === 'string' ? request.body : '')
    if (!user || !hasValidCsrfToken(request, values)) return response.redirect(303, '/sign-in')
    const email = values.email?.at(-1) ?? ''
    const read = schema.safeParse(nested(values))
    if (!read.success) {
      const errors = read.error.issues.map(({ path, message }) => ({ href: `#${path.join('.')}`, text: message }))
      return show(request, response, email, errors, 422)
    }
    const tries = { email: read.data.email, address: request.ip ?? '' }
    if (await limit.isReached(tries)) return responder.problem(request, response, problems.tooMany)
    if (await change(user.userId, read.data)) {
      await endSessions(db, user.userId, request.sessionID)
      const text = 'Sign in with the new one from now on. Wherever else you were signed in, you are signed out.'
      const flash = { heading: 'Your password has been changed', text }
      request.session.flash = flash
      return sendOn(request, response, '/')
    }
    await limit.countFailure(tries)
    return show(request, response, email, [{ text: notKnown, href: '#present' }], 422)
  })

  async function change(userId: string, { email, present, password }: z.infer<typeof schema>): Promise<boolean> {
    const known = await findSignIn(db, email)
    const fits = await passwordFits(known?.passwordHash ?? null, present)
    if (!fits || known?.userId !== userId) return false
    return choosePassword(db, { userId, presentHash: known.passwordHash, newHash: await hashPassword(password) })
  }

  return router
}
