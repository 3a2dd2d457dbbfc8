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
import { addNotDone, addView, doneOn, nameOf, type PupilBuild, teacherOn, withdrawnAs } from './pupil-build.ts'

export const addConcern = (build: PupilBuild, fixture: ConcernFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = build
  const id = mint()
  rows.concern.push({
    schoolId,
    id,
    pupilId,
    raisedOn: toDate(fixture.on),
    raisedBy: fixture.by,
    staffId: staffIds[teacherOn(build, fixture.on)],
    raisedByName: fixture.name,
    areas: fixture.areas,
    seen: fixture.seen,
    sinceWhen: fixture.since,
    strategies: fixture.ticked ?? [],
    universalStrategies: fixture.tried,
    strategiesEffect: fixture.effect,
    parentsToldOn: fixture.by === 'parent' ? null : doneOn(build, fixture.parentsToldOn, fixture.on),
    pupilView: fixture.pupilView,
    answeredOn: toDateOrNull(fixture.answeredOn ?? null),
    answer: fixture.answer,
    closedOn: toDateOrNull(fixture.closedOn ?? null),
    closedBecause: fixture.closedBecause,
    ...withdrawnAs(build, fixture.withdrawn),
  })
  addNotDone(build, id, fixture.notDone)
}

const addMeetingOutcomes = (build: PupilBuild, meetingId: string, fixture: MeetingFixture): void => {
  const { rows, schoolId, pupilId, mint } = build
  for (const [position, outcome] of (fixture.outcomes ?? []).entries()) {
    rows.outcome.push({ schoolId, id: mint(), pupilId, meetingId, position, outcome })
  }
}

export const addMeeting = (build: PupilBuild, fixture: MeetingFixture): void => {
  const { rows, schoolId, pupilId, days, mint } = build
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
    noteFiledOn: doneOn(build, fixture.filedOn, days.after(fixture.on, 1)),
    noteGivenToParentsOn: doneOn(build, fixture.givenOn, days.after(fixture.on, 3)),
    iassExplainedOn: explains || fixture.iassOn ? doneOn(build, fixture.iassOn, fixture.on) : null,
    ...withdrawnAs(build, fixture.withdrawn),
  })
  addMeetingOutcomes(build, id, fixture)
  addView(build, { meetingId: id }, 'parent', fixture.parentView, fixture.on)
  addView(build, { meetingId: id }, 'pupil', fixture.pupilView, fixture.on)
  addNotDone(build, id, fixture.notDone)
}

export const addDecision = (build: PupilBuild, fixture: DecisionFixture): void => {
  const { rows, schoolId, pupilId, days, mint } = build
  const id = mint()
  const [roleOfParent, roleOfPupil, roleOfStaff] = fixture.roles ?? []
  rows.decision.push({
    schoolId,
    id,
    pupilId,
    decidedOn: toDate(fixture.on),
    decision: fixture.decision,
    teacher: fixture.teacher === null ? null : nameOf(teacherOn(build, fixture.on)),
    senco: fixture.senco === null ? null : nameOf('marsh'),
    evidence: fixture.evidence,
    higherNeed: fixture.higherNeed ?? false,
    explainedToParentsOn: doneOn(build, fixture.explainedOn, days.after(fixture.on, 1)),
    recordedOn: doneOn(build, fixture.recordedOn, days.after(fixture.on, 2)),
    reviewOn: toDateOrNull(fixture.reviewOn ?? null),
    roleOfParent,
    roleOfPupil,
    roleOfStaff,
  })
  addNotDone(build, id, fixture.notDone)
}

/**
 * The decision that a notice belongs to: the latest decision for SEN Support up to that day, or the next one if the
 * notice came too early.
 */
const decidedBefore = (build: PupilBuild, sentOn: Day): Day => {
  const starts = (build.fixture.decisions ?? []).filter(({ decision }) => decision === 'senSupport').map(({ on }) => on)
  return starts.filter((on) => on <= sentOn).at(-1) ?? sentOn
}

export const addNotice = (build: PupilBuild, fixture: NoticeFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = build
  const letterId = mint()
  const deliveryId = mint()
  rows.letter.push({
    schoolId,
    id: letterId,
    pupilId,
    ...letterAboutSenSupport(build.fixture, { ...fixture, decidedOn: decidedBefore(build, fixture.on) }),
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

export const addProfessional = (build: PupilBuild, fixture: ProfessionalFixture): void => {
  const { rows, schoolId, pupilId, mint } = build
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
  addNotDone(build, id, fixture.notDone)
}

export const addEhcConsideration = (build: PupilBuild, fixture: EhcConsiderationFixture): void => {
  const { rows, schoolId, pupilId, mint } = build
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

export const addAmberEntry = (build: PupilBuild, fixture: AmberFixture): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = build
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
