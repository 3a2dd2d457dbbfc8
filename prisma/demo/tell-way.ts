import type { Day } from '../../src/days/calendar.ts'
import { noticeOf } from '../../src/letters/commands.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import { letterAboutSenSupport } from './letters.ts'
import type {
  AmberTold,
  ConcernTold,
  DecisionTold,
  EhcConsiderationTold,
  MeetingTold,
  NoticeTold,
  ProfessionalTold,
} from './story.ts'
import { doneOn, nameOf, type Telling, teacherOn, tellNotDone, tellView, withdrawnAs } from './telling.ts'

export const tellConcern = (telling: Telling, told: ConcernTold): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const id = mint()
  rows.concern.push({
    schoolId,
    id,
    pupilId,
    raisedOn: toDate(told.on),
    raisedBy: told.by,
    staffId: staffIds[teacherOn(telling, told.on)],
    raisedByName: told.name,
    areas: told.areas,
    seen: told.seen,
    sinceWhen: told.since,
    strategies: told.ticked ?? [],
    universalStrategies: told.tried,
    strategiesEffect: told.effect,
    parentsToldOn: told.by === 'parent' ? null : doneOn(telling, told.parentsToldOn, told.on),
    pupilView: told.pupilView,
    answeredOn: toDateOrNull(told.answeredOn ?? null),
    answer: told.answer,
    closedOn: toDateOrNull(told.closedOn ?? null),
    closedBecause: told.closedBecause,
    ...withdrawnAs(telling, told.withdrawn),
  })
  tellNotDone(telling, id, told.notDone)
}

const tellWishes = (telling: Telling, meetingId: string, told: MeetingTold): void => {
  const { rows, schoolId, pupilId, mint } = telling
  for (const [position, outcome] of (told.outcomes ?? []).entries()) {
    rows.outcome.push({ schoolId, id: mint(), pupilId, meetingId, position, outcome })
  }
}

export const tellMeeting = (telling: Telling, told: MeetingTold): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  const explains = told.kind === 'earlyDiscussion'
  rows.meeting.push({
    schoolId,
    id,
    pupilId,
    kind: told.kind,
    heldOn: toDate(told.on),
    whoTookPart: told.who,
    parentTookPart: told.parent ?? true,
    pupilTookPart: told.pupil ?? true,
    absenceReason: told.absence,
    strengthsAndDifficulties: told.strengths,
    nextSteps: told.next,
    noteFiledOn: doneOn(telling, told.filedOn, days.after(told.on, 1)),
    noteGivenToParentsOn: doneOn(telling, told.givenOn, days.after(told.on, 3)),
    iassExplainedOn: explains || told.iassOn ? doneOn(telling, told.iassOn, told.on) : null,
    ...withdrawnAs(telling, told.withdrawn),
  })
  tellWishes(telling, id, told)
  tellView(telling, { meetingId: id }, 'parent', told.parentView, told.on)
  tellView(telling, { meetingId: id }, 'pupil', told.pupilView, told.on)
  tellNotDone(telling, id, told.notDone)
}

export const tellDecision = (telling: Telling, told: DecisionTold): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  const [roleOfParent, roleOfPupil, roleOfStaff] = told.roles ?? []
  rows.decision.push({
    schoolId,
    id,
    pupilId,
    decidedOn: toDate(told.on),
    decision: told.decision,
    teacher: told.teacher === null ? null : nameOf(teacherOn(telling, told.on)),
    senco: told.senco === null ? null : nameOf('marsh'),
    evidence: told.evidence,
    higherNeed: told.higherNeed ?? false,
    explainedToParentsOn: doneOn(telling, told.explainedOn, days.after(told.on, 1)),
    recordedOn: doneOn(telling, told.recordedOn, days.after(told.on, 2)),
    reviewOn: toDateOrNull(told.reviewOn ?? null),
    roleOfParent,
    roleOfPupil,
    roleOfStaff,
  })
  tellNotDone(telling, id, told.notDone)
}

/**
 * The decision that a notice belongs to: the latest decision for SEN Support up to that day, or the next one where the
 * notice came too early.
 */
const decidedBefore = (telling: Telling, sentOn: Day): Day => {
  const starts = (telling.story.decisions ?? []).filter(({ decision }) => decision === 'senSupport').map(({ on }) => on)
  return starts.filter((on) => on <= sentOn).at(-1) ?? sentOn
}

export const tellNotice = (telling: Telling, told: NoticeTold): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const letterId = mint()
  const deliveryId = mint()
  rows.letter.push({
    schoolId,
    id: letterId,
    pupilId,
    ...letterAboutSenSupport(telling.story, { ...told, decidedOn: decidedBefore(telling, told.on) }),
  })
  rows.letterDelivery.push({
    schoolId,
    id: deliveryId,
    pupilId,
    letterId,
    method: told.method,
    sentOn: toDate(told.on),
    sentBy: staffIds.marsh,
  })
  rows.notice.push({
    schoolId,
    id: noticeOf(deliveryId),
    pupilId,
    letterId,
    sentOn: toDate(told.on),
    addressee: 'parent',
    method: told.method,
  })
}

export const tellProfessional = (telling: Telling, told: ProfessionalTold): void => {
  const { rows, schoolId, pupilId, mint } = telling
  const id = mint()
  rows.professional.push({
    schoolId,
    id,
    pupilId,
    service: told.service,
    name: told.name,
    alreadyWorkingWithSchool: told.already ?? false,
    agreementAnswer: told.answer,
    agreementOn: toDateOrNull(told.answeredOn ?? null),
    agreementBy: told.answeredBy,
    contactedOn: toDateOrNull(told.contactedOn ?? null),
    adviceReceivedOn: toDateOrNull(told.adviceOn ?? null),
    advice: told.advice,
  })
  tellNotDone(telling, id, told.notDone)
}

export const tellEhcConsideration = (telling: Telling, told: EhcConsiderationTold): void => {
  const { rows, schoolId, pupilId, mint } = telling
  rows.ehcConsideration.push({
    schoolId,
    id: mint(),
    pupilId,
    consideredOn: toDate(told.on),
    outcome: told.outcome,
    reasons: told.reasons,
    otherReason: told.other,
    note: told.note,
  })
}

export const tellAmber = (telling: Telling, told: AmberTold): void => {
  const { rows, schoolId, pupilId, staffIds, mint } = telling
  const monitoringId = mint()
  const looks = told.looks ?? []
  rows.monitoring.push({
    schoolId,
    id: monitoringId,
    pupilId,
    openedOn: toDate(told.on),
    ownerId: staffIds[told.owner],
    nextLookOn: toDate(told.next),
    why: told.why,
    version: looks.length + 1,
  })
  for (const [place, { on, by, seen }] of looks.entries()) {
    const nextLookOn = toDate(looks[place + 1]?.on ?? told.next)
    const look = { lookedOn: toDate(on), lookedBy: staffIds[by], seen, nextLookOn }
    rows.monitoringLook.push({ schoolId, id: mint(), pupilId, monitoringId, ...look })
  }
}
