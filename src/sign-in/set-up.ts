import { timingSafeEqual } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { hashPassword } from '../access/password.ts'
import { addUser } from '../access/user-accounts.ts'
import type { Day } from '../days/calendar.ts'
import { dayInLondon } from '../days/clock.ts'
import type { Responder } from '../http/respond.ts'
import type { Database } from '../platform/database/client.ts'
import { toDate } from '../platform/database/days.ts'
import { inSchool } from '../platform/database/in-school.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import { id, limits, text } from '../ui/forms/fields.ts'
import { type FormValues, formValues, nested, valuesOf } from '../ui/forms/form-values.ts'
import { emailAddress, newPassword } from './form.ts'

/** The token of the one-time set-up link, which creates the first school; null once the database has a school. */
export type SetUp = { token: string | null }

type SetUpDependencies = {
  db: Database
  setUp: SetUp
  responder: Responder
  clock: () => Date
  csrfTokenFor: (request: Request) => string
  hasValidCsrfToken: (request: Request, values: FormValues) => boolean
}

const schema = z.object({
  id: id(),
  school: text("Enter the school's name", limits.name),
  urn: text("Enter the school's URN: six figures, on Get Information about Schools").pipe(
    z.string().regex(/^\d{6}$/, 'A URN has six figures, like 100001'),
  ),
  name: text('Enter your name, as parents know you', limits.name),
  email: emailAddress('Enter your e-mail address: you sign in with it'),
  password: newPassword,
})

/** The page that creates the school and first SENCO of an empty register. Its link is printed on the console only. */
export function setUpRoutes({
  db,
  setUp,
  responder,
  clock,
  csrfTokenFor,
  hasValidCsrfToken,
}: SetUpDependencies): Router {
  const router = Router()

  const show = (request: Request, response: Response, values: FormValues, errors: FieldError[], status: number) =>
    responder.page(
      request,
      response,
      'sign-in/set-up',
      {
        title: 'Set up the register',
        errors,
        form: { values, errors },
        token: setUp.token ?? '',
        csrfToken: csrfTokenFor(request),
      },
      status,
    )

  router.get('/set-up', (request, response, next) => {
    if (!isToken(setUp.token, String(new URL(request.originalUrl, 'http://localhost').searchParams.get('token'))))
      return next()
    return show(request, response, formValues({ id: uuidv7() }), [], 200)
  })

  router.post('/set-up', async (request, response, next) => {
    const values = valuesOf(typeof request.body === 'string' ? request.body : '')
    if (!isToken(setUp.token, values.token?.at(-1) ?? '')) return next()
    const read = schema.safeParse(nested(values))
    if (!hasValidCsrfToken(request, values) || !read.success) {
      const issues = read.success ? [] : read.error.issues
      const errors = issues.map(({ path, message }) => ({ href: `#${path.join('.')}`, text: message }))
      return show(request, response, values, errors, 422)
    }
    await makeSchool(db, read.data, { requestId: request.id, today: dayInLondon(clock()) })
    setUp.token = null
    response.redirect(303, '/sign-in')
  })

  return router
}

async function makeSchool(
  db: Database,
  wanted: z.infer<typeof schema>,
  { requestId, today }: { requestId: string; today: Day },
): Promise<void> {
  const passwordHash = await hashPassword(wanted.password)
  await inSchool(db, { schoolId: wanted.id, actorId: null, requestId }, async (tx) => {
    const made = await tx.school.createMany({
      data: [{ id: wanted.id, name: wanted.school, urn: wanted.urn }],
      skipDuplicates: true,
    })
    if (made.count === 0) return
    const userId = await addUser(tx, { userId: uuidv7(), email: wanted.email, passwordHash })
    await tx.staffMember.create({
      data: {
        schoolId: wanted.id,
        id: uuidv7(),
        userId,
        role: 'senco',
        name: wanted.name,
        email: wanted.email,
        startedOn: toDate(today),
      },
      select: { id: true },
    })
  })
}

function isToken(token: string | null, sent: string): boolean {
  if (token === null) return false
  const [expected, given] = [Buffer.from(token), Buffer.from(sent)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
