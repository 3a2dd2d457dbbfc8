import type { Day } from '../../days/calendar.ts'
import type { RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import type { RegisterEntry } from '../../findings/register-status.ts'
import { type Monitoring, type MonitoringLook, Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf } from '../../platform/database/shape.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { type Concern, concernFrom, concernJson } from '../concerns/model.ts'

/*
 * The amber list: pupils of concern who are on neither SEN Support nor an EHC plan. The list is derived and not stored:
 * from the concerns and discussions that wait for a decision (6.39, 6.40), and from the open entries, which have an owner.
 * A decision ends an entry without changing its row, and withdrawing the decision opens the entry again. So the two cannot
 * contradict each other.
 */

type AmberQuery = { schoolId: string; today: Day; pupilId?: string }

const columns = ['id', 'pupilId', 'openedOn', 'ownerId', 'nextLookOn', 'why', 'version'] as const

/**
 * An open entry of the amber list, with its owner and its last look. Nobody has closed it, and no decision has ended
 * it.
 */
export type AmberEntry = RowOf<Monitoring, (typeof columns)[number]> & {
  readonly ownerName: string
  /**
   * Whether a decision dated before the entry was recorded after the entry was opened. The decision ends the entry,
   * unless a concern is newer than the decision.
   */
  readonly hasEarlierDecision: boolean
  readonly lookedOn: Day | null
  readonly lastSeen: string | null
}

/**
 * SQL: the open entries of the amber list, of the school or of a pupil, oldest first. The column `entry` is an {@link
 * AmberEntry}.
 * @param pupilId null for all pupils
 */
export const openEntries = ({
  schoolId,
  today,
  pupilId,
}: {
  schoolId: string
  today: Day
  pupilId: string | null
}): Prisma.Sql => Prisma.sql`
    select x.id, x."openedOn", json_build_object(${jsonFields(columns)}, 'ownerName', s.name,
      'hasEarlierDecision', exists (
        select 1 from "Decision" d where d."schoolId" = x."schoolId" and d."pupilId" = x."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" < x."openedOn" and d."createdAt" > x."createdAt"),
      'lookedOn', l."lookedOn", 'lastSeen', l.seen) as entry
    from "Monitoring" x
    join "StaffMember" s on s."schoolId" = x."schoolId" and s.id = x."ownerId"
    left join lateral (
      select k."lookedOn", k.seen from "MonitoringLook" k
      where k."schoolId" = x."schoolId" and k."monitoringId" = x.id
      order by k."lookedOn" desc, k.id desc limit 1) l on true
    where x."schoolId" = ${schoolId}::uuid and coalesce(x."pupilId" = ${pupilId}::uuid, true)
      and x."closedOn" is null and not exists (
        select 1 from "Decision" d where d."schoolId" = x."schoolId" and d."pupilId" = x."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" between x."openedOn" and ${today}::date)
    order by x."openedOn", x.id`

/** The concerns of the school, or of a pupil, that are open on the day: neither closed nor followed by a decision. Oldest first. */
export async function openConcerns(tx: Tx, { schoolId, today, pupilId }: AmberQuery): Promise<Concern[]> {
  const rows = await tx.$queryRaw<{ concern: Concern }[]>`
    select ${concernJson} as concern from ${concernFrom}
    where x."schoolId" = ${schoolId}::uuid and coalesce(x."pupilId" = ${pupilId ?? null}::uuid, true)
      and x."withdrawnAt" is null and x."closedOn" is null and x."raisedOn" <= ${today}::date and not exists (
        select 1 from "Decision" d where d."schoolId" = x."schoolId" and d."pupilId" = x."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" between x."raisedOn" and ${today}::date)
    order by x."raisedOn", x.id`
  return rows.map(({ concern }) => concern)
}

const lookColumns = ['id', 'lookedOn', 'seen'] as const

/** What a member of staff saw when they looked at the pupil. `by` is that person's name. */
export type AmberLook = RowOf<MonitoringLook, (typeof lookColumns)[number]> & { readonly by: string | null }

/** The looks of an entry, oldest first. */
export async function looksAt(tx: Tx, schoolId: string, monitoringId: string): Promise<AmberLook[]> {
  const rows = await tx.$queryRaw<{ look: AmberLook }[]>`
    select json_build_object(${jsonFields(lookColumns)}, 'by', s.name) as look from "MonitoringLook" x
    left join "StaffMember" s on s."schoolId" = x."schoolId" and s.id = x."lookedBy"
    where x."schoolId" = ${schoolId}::uuid and x."monitoringId" = ${monitoringId}::uuid
    order by x."lookedOn", x.id`
  return rows.map(({ look }) => look)
}

/** A pupil on the amber list. */
export interface AmberPupil {
  readonly pupil: RegisterPupilWithFindings
  /** Null for a pupil whom no member of staff has taken on yet. */
  readonly entry: AmberEntry | null
  /** The open concerns, oldest first. Empty where all are closed, or only a discussion waits for a decision. */
  readonly concerns: readonly Concern[]
  /** The day from which the pupil's time on the list is counted. */
  readonly since: Day
  readonly waitsFor: 'concern' | 'discussion' | 'entry'
}

/**
 * The open entries of the school, or of a pupil, by pupil: the latest, where a pupil has several. {@link isOnAmberList}
 * says whether an entry still counts.
 */
export async function amberEntries(tx: Tx, { schoolId, today, pupilId }: AmberQuery): Promise<Map<string, AmberEntry>> {
  const asked = { schoolId, today, pupilId: pupilId ?? null }
  const rows = await tx.$queryRaw<{ entry: AmberEntry }[]>(openEntries(asked))
  return new Map(rows.map(({ entry }) => [entry.pupilId, entry]))
}

/** Whether a pupil with this status, and with this open entry or none, is on the amber list. */
export function isOnAmberList({ status }: Pick<RegisterEntry, 'status'>, entry: AmberEntry | undefined): boolean {
  if (status === 'lookedAt') return true
  if (status === 'senSupport' || status === 'ehcPlan') return false
  // Every concern was closed, but the entry was not: somebody still looks after the pupil.
  return entry !== undefined && !entry.hasEarlierDecision
}

const waitsFor = (since: Day | null, concerns: readonly Concern[]): AmberPupil['waitsFor'] => {
  if (since === null) return 'entry'
  return concerns[0]?.raisedOn === since ? 'concern' : 'discussion'
}

/** The pupils of the amber list, in the register's order. */
export function amberPupils(
  pupils: readonly RegisterPupilWithFindings[],
  entries: ReadonlyMap<string, AmberEntry>,
  concerns: readonly Concern[],
): AmberPupil[] {
  return pupils.flatMap((pupil) => {
    const { registerEntry } = pupil.pupilFindings
    const entry = entries.get(pupil.pupilId)
    if (!isOnAmberList(registerEntry, entry)) return []
    const own = concerns.filter(({ pupilId }) => pupilId === pupil.pupilId)
    const since = registerEntry.status === 'lookedAt' ? registerEntry.since : null
    const from = since ?? entry?.openedOn ?? pupil.context.today
    return [{ pupil, entry: entry ?? null, concerns: own, since: from, waitsFor: waitsFor(since, own) }]
  })
}

/** "1 school day", "12 school days" */
export const schoolDaysInWords = (count: number): string => `${count} school ${count === 1 ? 'day' : 'days'}`

/**
 * What was seen of a pupil since the first open concern, to prefill the evidence of a decision: the concerns and the
 * looks, each with its day, oldest first. If that text is too long, the oldest are left out.
 */
export async function observationsSoFar(
  tx: Tx,
  asked: { schoolId: string; today: Day; pupilId: string },
): Promise<string> {
  const concerns = await openConcerns(tx, asked)
  const entry = (await amberEntries(tx, asked)).get(asked.pupilId)
  const looks = entry ? await looksAt(tx, asked.schoolId, entry.id) : []
  const told = [
    ...concerns.map(({ raisedOn, seen }) => ({ on: raisedOn, seen })),
    ...looks.map(({ lookedOn, seen }) => ({ on: lookedOn, seen })),
  ].sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
  return told
    .map(({ on, seen }) => `${dayInWords(on)}: ${seen}`)
    .reduceRight(
      (later, line) => (later.length + line.length < limits.text ? [line, later].filter(Boolean).join('\n') : later),
      '',
    )
}
