import type { Day } from '../../src/days/calendar.ts'
import { noticeOf } from '../../src/letters/commands.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import type {
  AmberFixture,
  ConcernFixture,
  DecisionFixture,
  EhcConsiderationFixture,
  MeetingFixture,
  NoticeFixture,
  ProfessionalFixture,
} from './fixture.ts'
import { letterAboutSenSupport } from './letters.ts'
import { doneOn, nameOf, type Telling, teacherOn, tellNotDone, tellView, withdrawnAs } from './telling.ts'

export const tellConcern = (telling: Telling, fixture: ConcernFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const id = mint()
  rows.concern.push({
    schoolId,
    id,
    pupilId,
    raisedOn: toDate(fixture.on),
    raisedBy: fixture.by,
    staffId: staffIds[teacherOn(telling, fixture.on)],
    raisedByName: fixture.name,
    areas: fixture.areas,
    seen: fixture.seen,
    sinceWhen: fixture.since,
    strategies: fixture.ticked ?? [],
    universalStrategies: fixture.tried,
    strategiesEffect: fixture.effect,
    parentsToldOn: fixture.by === 'parent' ? null : doneOn(telling, fixture.parentsToldOn, fixture.on),
    pupilView: fixture.pupilView,
    answeredOn: toDateOrNull(fixture.answeredOn ?? null),
    answer: fixture.answer,
    closedOn: toDateOrNull(fixture.closedOn ?? null),
    closedBecause: fixture.closedBecause,
    ...withdrawnAs(telling, fixture.withdrawn),
  })
  tellNotDone(telling, id, fixture.notDone)
}

const tellWishes = (telling: Telling, meetingId: string, fixture: MeetingFixture): void => {
  const { rows, schoolId, pupilId, mint } = telling
  for (const [position, outcome] of (fixture.outcomes ?? []).entries()) {
    rows.outcome.push({ schoolId, id: mint(), pupilId, meetingId, position, outcome })
  }
}

export const tellMeeting = (telling: Telling, fixture: MeetingFixture): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  const explains = fixture.kind === 'earlyDiscussion'
  rows.meeting.push({
    schoolId,
    id,
    pupilId,
    kind: fixture.kind,
    heldOn: toDate(fixture.on),
    whoTookPart: fixture.who,
    parentTookPart: fixture.parent ?? true,
    pupilTookPart: fixture.pupil ?? true,
    absenceReason: fixture.absence,
    strengthsAndDifficulties: fixture.strengths,
    nextSteps: fixture.next,
    noteFiledOn: doneOn(telling, fixture.filedOn, days.after(fixture.on, 1)),
    noteGivenToParentsOn: doneOn(telling, fixture.givenOn, days.after(fixture.on, 3)),
    iassExplainedOn: explains || fixture.iassOn ? doneOn(telling, fixture.iassOn, fixture.on) : null,
    ...withdrawnAs(telling, fixture.withdrawn),
  })
  tellWishes(telling, id, fixture)
  tellView(telling, { meetingId: id }, 'parent', fixture.parentView, fixture.on)
  tellView(telling, { meetingId: id }, 'pupil', fixture.pupilView, fixture.on)
  tellNotDone(telling, id, fixture.notDone)
}

export const tellDecision = (telling: Telling, fixture: DecisionFixture): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  const [roleOfParent, roleOfPupil, roleOfStaff] = fixture.roles ?? []
  rows.decision.push({
    schoolId,
    id,
    pupilId,
    decidedOn: toDate(fixture.on),
    decision: fixture.decision,
    teacher: fixture.teacher === null ? null : nameOf(teacherOn(telling, fixture.on)),
    senco: fixture.senco === null ? null : nameOf('marsh'),
    evidence: fixture.evidence,
    higherNeed: fixture.higherNeed ?? false,
    explainedToParentsOn: doneOn(telling, fixture.explainedOn, days.after(fixture.on, 1)),
    recordedOn: doneOn(telling, fixture.recordedOn, days.after(fixture.on, 2)),
    reviewOn: toDateOrNull(fixture.reviewOn ?? null),
    roleOfParent,
    roleOfPupil,
    roleOfStaff,
  })
  tellNotDone(telling, id, fixture.notDone)
}

/**
 * The decision that a notice belongs to: the latest decision for SEN Support up to that day, or the next one where the
 * notice came too early.
 */
const decidedBefore = (telling: Telling, sentOn: Day): Day => {
  const starts = (telling.fixture.decisions ?? [])
    .filter(({ decision }) => decision === 'senSupport')
    .map(({ on }) => on)
  return starts.filter((on) => on <= sentOn).at(-1) ?? sentOn
}

export const tellNotice = (telling: Telling, fixture: NoticeFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const letterId = mint()
  const deliveryId = mint()
  rows.letter.push({
    schoolId,
    id: letterId,
    pupilId,
    ...letterAboutSenSupport(telling.fixture, { ...fixture, decidedOn: decidedBefore(telling, fixture.on) }),
  })
  rows.letterDelivery.push({
    schoolId,
    id: deliveryId,
    pupilId,
    letterId,
    method: fixture.method,
    sentOn: toDate(fixture.on),
    sentBy: staffIds.marsh,
  })
  rows.notice.push({
    schoolId,
    id: noticeOf(deliveryId),
    pupilId,
    letterId,
    sentOn: toDate(fixture.on),
    addressee: 'parent',
    method: fixture.method,
  })
}

export const tellProfessional = (telling: Telling, fixture: ProfessionalFixture): void => {
  const { rows, schoolId, pupilId, mint } = telling
  const id = mint()
  rows.professional.push({
    schoolId,
    id,
    pupilId,
    service: fixture.service,
    name: fixture.name,
    alreadyWorkingWithSchool: fixture.already ?? false,
    agreementAnswer: fixture.answer,
    agreementOn: toDateOrNull(fixture.answeredOn ?? null),
    agreementBy: fixture.answeredBy,
    contactedOn: toDateOrNull(fixture.contactedOn ?? null),
    adviceReceivedOn: toDateOrNull(fixture.adviceOn ?? null),
    advice: fixture.advice,
  })
  tellNotDone(telling, id, fixture.notDone)
}

export const tellEhcConsideration = (telling: Telling, fixture: EhcConsiderationFixture): void => {
  const { rows, schoolId, pupilId, mint } = telling
  rows.ehcConsideration.push({
    schoolId,
    id: mint(),
    pupilId,
    consideredOn: toDate(fixture.on),
    outcome: fixture.outcome,
    reasons: fixture.reasons,
    otherReason: fixture.other,
    note: fixture.note,
  })
}

export const tellAmber = (telling: Telling, fixture: AmberFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const monitoringId = mint()
  const looks = fixture.looks ?? []
  rows.monitoring.push({
    schoolId,
    id: monitoringId,
    pupilId,
    openedOn: toDate(fixture.on),
    ownerId: staffIds[fixture.owner],
    nextLookOn: toDate(fixture.next),
    why: fixture.why,
    version: looks.length + 1,
  })
  for (const [place, { on, by, seen }] of looks.entries()) {
    const nextLookOn = toDate(looks[place + 1]?.on ?? fixture.next)
    const look = { lookedOn: toDate(on), lookedBy: staffIds[by], seen, nextLookOn }
    rows.monitoringLook.push({ schoolId, id: mint(), pupilId, monitoringId, ...look })
  }
}
