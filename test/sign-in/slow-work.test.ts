import express from 'express'
import session from 'express-session'
import { pino } from 'pino'
import request from 'supertest'
import { expect, test } from 'vitest'
import { staffOnDay } from '../../src/access/current-staff.ts'
import type { Role } from '../../src/access/permissions.ts'
import { mountRoutes } from '../../src/http/answer-request.ts'
import { seeOther } from '../../src/http/answers.ts'
import { createResponder } from '../../src/http/respond.ts'
import { post, type Route } from '../../src/http/route.ts'
import { csrfTokenFor } from '../../src/http/security.ts'
import { takeFile } from '../../src/http/take-file.ts'
import { testApp, testToday } from '../support/app.ts'

const { db, school } = await testApp()

/** Sends a form to a route with slow work before its transaction. `times` is how often the work ran. */
async function sentBy(role: Role): Promise<{ status: number; times: number }> {
  const ours = await school()
  let times = 0
  const answer = async () => seeOther('/done')
  const route: Route = {
    ...post('/slow', { may: 'people:write' }, answer),
    prepare: async () => {
      times += 1
      return answer
    },
  }
  const clock = () => new Date(`${testToday}T12:00:00Z`)
  const says = createResponder({ clock, csrfTokenFor, pdf: null })
  const app = express()
  app.use(session({ secret: 'only for tests', resave: false, saveUninitialized: false }))
  app.use((asked, _response, next) => {
    asked.id = 'test'
    asked.session.schoolId = ours.schoolId
    asked.session.staffId = ours.staffIds[role]
    next()
  })
  mountRoutes(app, [route], {
    db,
    clock,
    responder: says,
    currentStaff: staffOnDay,
    hasValidCsrfToken: () => true,
    takeFile: takeFile(says),
    log: pino({ level: 'silent' }),
    canMail: false,
  })
  const { status } = await request(app).post('/slow').type('form').send({})
  return { status, times }
}

test('slow work before a route’s transaction runs only for users with the route’s permission', async () => {
  expect(await sentBy('head')).toEqual({ status: 303, times: 1 })
  for (const role of ['teacher', 'teachingAssistant'] as const) {
    expect(await sentBy(role), role).toEqual({ status: 403, times: 0 })
  }
})
