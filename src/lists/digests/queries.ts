import type { Role } from '../../access/permissions.ts'
import type { RuleId } from '../../code-of-practice/catalogue.ts'
import { staffAware } from '../../code-of-practice/rules/6.49-staff-aware.ts'
import { type Day, isSchoolDay, schoolCalendar } from '../../days/calendar.ts'
import { nextSteps, ruleOf } from '../../findings/checklist.ts'
import { loadSchool } from '../../findings/load.ts'
import { pupilStaff } from '../../findings/pupil-staff.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { amberEntries, isOnAmberList } from '../../pupil-record/amber/model.ts'
import { staleReaders } from '../../pupil-record/briefings/model.ts'

/** How many things of each kind a member of staff has to do. */
export type WaitingCounts = {
  /** Plans not read yet, of pupils whom they teach or support on the day, cover included. */
  plansToRead: number
  /** Plans of these pupils that have changed since they read them. */
  plansChanged: number
  /** Round-robin questions to answer. `answerBy` is the earliest day by which one is to be answered. */
  toAnswer: number
  answerBy: Day | null
  /** Pupils on the amber list, looked after by this member of staff, whom it is time to look at again. */
  toLookAt: number
  /** Late steps of the Code, and how many of them the law requires; 0 for everybody but a SENCO. */
  late: number
  lateMusts: number
}

export type DigestReader = { staffId: string; name: string; email: string; role: Role; waiting: WaitingCounts }

export async function isOpenOn(tx: Tx, schoolId: string, day: Day): Promise<boolean> {
  const { terms, closures } = await loadSchool(tx, schoolId)
  return isSchoolDay(schoolCalendar({ terms, closures }), day)
}

/**
 * Everybody who works at the school on the day, can sign in and has an e-mail address, with the counts of what they
 * have to do.
 */
export async function readersOn(tx: Tx, schoolId: string, day: Day): Promise<DigestReader[]> {
  const on = toDate(day)
  const staff = await tx.staffMember.findMany({
    where: {
      schoolId,
      email: { not: null },
      userId: { not: null },
      startedOn: { lte: on },
      OR: [{ leftOn: null }, { leftOn: { gte: on } }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, email: true, role: true },
  })
  const { pupils, schoolFindings, schoolNotDone } = await registerPupils(tx, { schoolId, asOf: day, today: day })
  const unread = counted(
    pupils.flatMap(({ pupilFindings }) =>
      pupilFindings.findings.flatMap(({ rule, status, subject }) =>
        rule === staffAware.id && status !== 'met' && subject !== null ? [subject] : [],
      ),
    ),
  )
  const changed = await staleReaders(
    tx,
    schoolId,
    pupils.map(({ pupilFindings }) => pupilFindings),
  )
  const readAgain = counted([...changed.values()].flatMap(({ staffIds }) => staffIds))
  const noPlaces = { currentPlanId: null, earlyDiscussionId: null }
  const ofSchool = { pupilId: null, asOf: day, today: day, places: noPlaces, notDone: schoolNotDone }
  const late = [
    ...nextSteps(schoolFindings, ofSchool),
    ...pupils.flatMap(({ pupilFindings, context }) => nextSteps(pupilFindings.findings.filter(isNotReading), context)),
  ].filter(({ status }) => status === 'missing' || status === 'breached')
  const lateMusts = late.filter(({ rule }) => ruleOf({ rule }).level === 'must').length
  const questions = await openQuestions(tx, schoolId, day)
  const entries = await amberEntries(tx, { schoolId, today: day })
  const looks = counted(
    pupils.flatMap(({ pupilId, pupilFindings }) => {
      const entry = entries.get(pupilId)
      return entry && entry.nextLookOn <= day && isOnAmberList(pupilFindings.registerEntry, entry)
        ? [entry.ownerId]
        : []
    }),
  )

  return staff.map(({ id, name, email, role }) => ({
    staffId: id,
    name,
    email: email ?? '',
    role,
    waiting: {
      plansToRead: unread.get(id) ?? 0,
      plansChanged: readAgain.get(id) ?? 0,
      toAnswer: questions.get(id)?.count ?? 0,
      answerBy: questions.get(id)?.by ?? null,
      toLookAt: looks.get(id) ?? 0,
      late: role === 'senco' ? late.length : 0,
      lateMusts: role === 'senco' ? lateMusts : 0,
    },
  }))
}

/**
 * Whether a finding is about another rule than the one on reading plans. That rule is left out: the digest tells the
 * staff who have not read a plan, and not the SENCO.
 */
const isNotReading = ({ rule }: { rule: RuleId }): boolean => rule !== staffAware.id

function counted(keys: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  return times
}

/**
 * Open round-robin questions by the member of staff who has not answered. Counts only pupils whom they still teach or
 * support, because they cannot open other pupils' pages.
 */
async function openQuestions(tx: Tx, schoolId: string, day: Day): Promise<Map<string, { count: number; by: Day }>> {
  const atSchool = { schoolId, OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }] }
  const asked = await tx.roundRobinAsked.findMany({
    where: { schoolId, answeredOn: null, roundRobin: { schoolId, closedOn: null, pupil: atSchool } },
    select: { staffId: true, pupilId: true, roundRobin: { select: { answerBy: true } } },
  })
  const pupilIds = [...new Set(asked.map(({ pupilId }) => pupilId))]
  const working = await pupilStaff(tx, { schoolId, pupilIds, day })
  const questions = new Map<string, { count: number; by: Day }>()
  for (const { staffId, pupilId, roundRobin } of asked) {
    if (!working.get(pupilId)?.some((one) => one.staffId === staffId)) continue
    const known = questions.get(staffId)
    const answerBy = toDay(roundRobin.answerBy)
    const by = known === undefined || answerBy < known.by ? answerBy : known.by
    questions.set(staffId, { count: (known?.count ?? 0) + 1, by })
  }
  return questions
}
