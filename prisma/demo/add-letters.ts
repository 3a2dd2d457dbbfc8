import type { Day } from '../../src/days/calendar.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import type { LetterKind } from '../../src/generated/prisma/enums.ts'
import { asAddressed, byEmail, letterBody, needsOf } from '../../src/letters/commands.ts'
import { defaultTemplates } from '../../src/letters/default-templates.ts'
import { fieldsInEach, fieldsOfInvitation, listed, type SchoolForLetters } from '../../src/letters/field-words.ts'
import { type MergeFields, merge } from '../../src/letters/merging.ts'
import { toDate, toDay } from '../../src/platform/database/days.ts'
import { dayInWords } from '../../src/ui/formats/words.ts'
import type { SchoolBuild } from './add-pupil.ts'

type DeliveryFixture = Pick<
  Prisma.LetterDeliveryCreateManyInput,
  'method' | 'status' | 'sentOn' | 'tries' | 'problem' | 'lastTriedAt' | 'acceptedAt'
>
type FamilyLetterFixture = {
  kind: LetterKind
  pupilId: string
  aboutId: string
  planVersion?: number
  on: Day
  fields: MergeFields
  sent: DeliveryFixture
}

const dayOf = (day: Date | string): Day => (day instanceof Date ? toDay(day) : day)

const onPaper = (method: string, on: Day): DeliveryFixture => ({ method, status: 'recorded', sentOn: toDate(on) })

const mailed = (on: Day): DeliveryFixture => ({
  method: byEmail,
  status: 'accepted',
  sentOn: toDate(on),
  tries: 1,
  lastTriedAt: toDate(on),
  acceptedAt: toDate(on),
})

const notDelivered = (on: Day): DeliveryFixture => ({
  method: byEmail,
  status: 'failed',
  tries: 1,
  problem: '550 5.1.1 no such mailbox',
  lastTriedAt: toDate(on),
})

/** Adds a letter to each parent with parental responsibility, in the register's own wording. */
function addLetter({ rows, schoolId, staffIds, mint }: SchoolBuild, fixture: FamilyLetterFixture): void {
  const pupil = rows.pupil.find(({ id }) => id === fixture.pupilId)
  const [school] = rows.school
  if (pupil === undefined || school === undefined) return
  const forename = pupil.preferredForename ?? pupil.legalForename
  const name = `${forename} ${pupil.preferredSurname ?? pupil.legalSurname}`
  const head: SchoolForLetters = {
    name: school.name,
    iassName: school.iassName ?? null,
    iassContact: school.iassContact ?? null,
    phone: school.phone ?? null,
    email: school.email ?? null,
  }
  const words = merge(defaultTemplates.parent[fixture.kind], {
    ...fixture.fields,
    ...fieldsInEach(head, { name, forename }),
  })
  const parents = rows.contact.filter((one) => one.pupilId === fixture.pupilId && one.parentalResponsibility !== false)
  for (const parent of parents) {
    const letterId = mint()
    rows.letter.push({
      schoolId,
      id: letterId,
      pupilId: fixture.pupilId,
      kind: fixture.kind,
      contactId: parent.id,
      aboutId: fixture.aboutId,
      planVersion: fixture.planVersion ?? null,
      needs: needsOf({ language: parent.language ?? null, format: parent.format ?? null }),
      addressee: 'parent',
      sentTo: asAddressed({ name: parent.name, address: parent.address ?? null }),
      subject: words.subject,
      body: letterBody(words.body, { on: fixture.on, name: parent.name }),
      signedBy: 'Mrs Helen Marsh, SENCO',
    })
    rows.letterDelivery.push({
      schoolId,
      id: mint(),
      pupilId: fixture.pupilId,
      letterId,
      sentBy: staffIds.marsh,
      address: fixture.sent.method === byEmail ? (parent.email ?? null) : null,
      ...fixture.sent,
    })
  }
}

/**
 * Adds invitations to the first two planned reviews: one e-mail was accepted, one was not delivered. The other families
 * are not invited yet.
 */
function addInvitations(build: SchoolBuild): void {
  const { rows, days } = build
  const on = days.ago(1)
  for (const [index, planned] of rows.plannedReview.slice(0, 2).entries()) {
    const outcomes = rows.outcome.filter(({ planId }) => planId === planned.planId).map(({ outcome }) => outcome)
    const { minutes = 30, place = null, at } = planned
    addLetter(build, {
      kind: 'invitation',
      pupilId: planned.pupilId,
      aboutId: planned.id,
      on,
      fields: fieldsOfInvitation({ on: dayOf(planned.on), at, minutes, place, outcomes }),
      sent: index === 0 ? mailed(on) : notDelivered(on),
    })
  }
}

/** Adds notes of the latest discussions whose note was given. */
function addNotes(build: SchoolBuild): void {
  const { rows } = build
  const given = rows.meeting.filter(
    (one) => one.kind === 'earlyDiscussion' && one.noteGivenToParentsOn && !one.withdrawnAt,
  )
  for (const meeting of given.slice(-3)) {
    const on = dayOf(meeting.noteGivenToParentsOn ?? meeting.heldOn)
    const outcomes = rows.outcome.filter(({ meetingId }) => meetingId === meeting.id).map(({ outcome }) => outcome)
    const saidBy = (speaker: 'parent' | 'pupil') =>
      rows.view.find((view) => view.meetingId === meeting.id && view.speaker === speaker)?.words ?? ''
    addLetter(build, {
      kind: 'discussionNote',
      pupilId: meeting.pupilId,
      aboutId: meeting.id,
      on,
      fields: {
        heldOn: dayInWords(dayOf(meeting.heldOn)),
        who: meeting.whoTookPart ?? '',
        strengths: meeting.strengthsAndDifficulties ?? '',
        parentsSaid: saidBy('parent'),
        pupilSaid: saidBy('pupil'),
        outcomes: listed(outcomes),
        nextSteps: meeting.nextSteps ?? '',
      },
      sent: onPaper('letter handed over', on),
    })
  }
}

/** Adds copies of the plan for families of coming reviews. */
function addPlanCopies(build: SchoolBuild): void {
  const { rows } = build
  for (const { planId } of rows.plannedReview) {
    const plan = rows.plan.find(({ id }) => id === planId)
    if (plan === undefined || !plan.reviewOn) continue
    const on = dayOf(plan.agreedOn)
    const of = <Row extends { planId?: string | null }>(all: readonly Row[]) =>
      all.filter((row) => row.planId === planId)
    addLetter(build, {
      kind: 'planCopy',
      pupilId: plan.pupilId,
      aboutId: plan.id,
      planVersion: 1,
      on,
      fields: {
        agreedOn: dayInWords(on),
        version: '1',
        outcomes: listed(of(rows.outcome).map(({ outcome }) => outcome)),
        provision: listed(
          of(rows.provision)
            .filter(({ kind }) => kind !== 'avoid')
            .map(({ what }) => what),
        ),
        expectedImpact: plan.expectedImpact ?? '',
        reviewOn: dayInWords(dayOf(plan.reviewOn)),
      },
      sent: onPaper('in a meeting', on),
    })
  }
}

/** Adds a letter that asks the parents about a service which waits for their answer. */
function addAgreementRequests(build: SchoolBuild): void {
  const { rows, days } = build
  const waiting = rows.professional.filter(
    (one) => !one.agreementAnswer && !one.alreadyWorkingWithSchool && !one.contactedOn,
  )
  for (const one of waiting.slice(0, 1)) {
    addLetter(build, {
      kind: 'professionalAgreement',
      pupilId: one.pupilId,
      aboutId: one.id,
      on: days.ago(2),
      fields: { service: one.service, professional: one.name ? `, ${one.name},` : '' },
      sent: onPaper('letter by post', days.ago(2)),
    })
  }
}

/** Adds letters about SEN Support that ended. */
function addEndOfSupportLetters(build: SchoolBuild): void {
  for (const decision of build.rows.decision.filter((one) => one.decision === 'endSenSupport').slice(0, 2)) {
    const on = dayOf(decision.decidedOn)
    addLetter(build, {
      kind: 'endOfSupport',
      pupilId: decision.pupilId,
      aboutId: decision.id,
      on,
      fields: { decidedOn: dayInWords(on), because: decision.evidence ?? '' },
      sent: onPaper('letter by post', on),
    })
  }
}

/** Adds the letters to families other than formal notices, and their delivery. */
export function addLetters(build: SchoolBuild): void {
  addInvitations(build)
  addNotes(build)
  addPlanCopies(build)
  addAgreementRequests(build)
  addEndOfSupportLetters(build)
}
