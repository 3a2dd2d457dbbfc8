import { z } from 'zod'
import { dayInLondon, timeInLondon } from '../days/clock.ts'
import { shortDay } from '../ui/formats/words.ts'
import { isUuid } from '../ui/forms/fields.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { DraftShown } from '../ui/views/views.ts'
import { type SeeOther, seeOther, type Told, told } from './answers.ts'
import {
  bringDraftBack,
  type DraftOf,
  type DraftRow,
  deleteDraft,
  deleteOldDrafts,
  putDraftAside,
  selectDrafts,
  upsertDraft,
  upsertSaved,
  upsertSeen,
} from './draft-sql.ts'
import type { Visit } from './route.ts'

/*
 * Forms that are half written: kept on the server as they are typed, for their own person only, and given back wherever that
 * person opens the form again. What is kept is as private as a thought: nobody else sees it, whatever their role.
 *
 * A form asks by its field `_draft`: `typed` and `open` are a script's (what was typed; that the page is open), `save` is the
 * button's where scripts are off, `discard` and `restore` are the notice's. A script that saves a form for good says so by
 * `_script`.
 */

const asks = ['typed', 'open', 'save', 'discard', 'restore'] as const
export type DraftAsk = (typeof asks)[number]

const askedIn = (values: FormValues): string | undefined => values._draft?.at(-1)

/** What a form that was sent wants of its draft; null where it is to be saved for good. */
export const draftAsked = (values: FormValues): DraftAsk | null =>
  asks.find((ask) => ask === askedIn(values)) ?? (askedIn(values) === undefined ? null : 'open')

/** Whether a script sent the form: it wants to be told, not shown a page. */
export const isByScript = (values: FormValues): boolean =>
  values._script !== undefined || ['typed', 'open'].includes(draftAsked(values) ?? '')

/** Without a sign for so long nobody has a form open any more. Milliseconds. */
const presence = 60_000
const aDay = 24 * 60 * 60 * 1000
/** So long a draft is kept after it was last written in. Days. */
export const draftDays = 60
/** In characters of JSON: more than all the fields of our longest form take. */
const largestDraft = 500_000

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * aDay)

/** The form's address, with the questions in it that say what the form is about. */
export function draftAddress(path: string, { params, query }: Visit, about: readonly string[]): string {
  const at = path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(ofAddress(params[name] ?? '')))
  const asked = Object.fromEntries(
    about.map((name) => [name, query.get(name)] as const).filter(([, value]) => value !== ''),
  )
  return Object.keys(asked).length === 0 ? at : `${at}?${new URLSearchParams(asked)}`.slice(0, 500)
}

const ofAddress = (param: string): string => (isUuid(param) ? param.toLowerCase() : param)

export type Drafts = {
  /** What this person typed and has not saved; null where there is nothing. */
  own: { values: FormValues; typedAt: Date } | null
  /** Of their row, whatever it holds; 0 where there is none. */
  version: number
  mine: DraftRow | null
  others: readonly DraftRow[]
}

const ofVisit = ({ user }: Visit, form: string): DraftOf => ({ schoolId: user.schoolId, staffId: user.staffId, form })
const pupilOf = ({ params }: Visit): string | null => params.pupilId ?? null

/** The drafts at a form's address, as far as they are this person's to know. */
export async function draftsAt(visit: Visit, form: string): Promise<Drafts> {
  const rows = await selectDrafts(visit.tx, ofVisit(visit, form), new Date(visit.now.getTime() - presence))
  const mine = rows.find(({ staffId }) => staffId === visit.user.staffId) ?? null
  return {
    own: mine && ownOf(mine, daysBefore(visit.now, draftDays)),
    version: mine?.version ?? 0,
    mine,
    others: rows.filter((row) => row !== mine),
  }
}

const kept = z.record(z.string(), z.array(z.string()))

function ownOf({ values, isSaved, isPutAside, typedAt }: DraftRow, since: Date): Drafts['own'] {
  const read = kept.safeParse(values)
  if (!read.success || isSaved || isPutAside || typedAt === null || typedAt < since) return null
  return { values: ofTheForm(read.data), typedAt }
}

/** Without what a form says of itself. */
const ofTheForm = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('_')))

/** The form's own fields, and no password: PostgreSQL takes neither NUL nor half a character. */
const fieldsOf = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(ofTheForm(values))
      .filter(([name]) => !/password/i.test(name))
      .map(([name, typed]) => [
        name,
        typed.map((text) => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd')),
      ]),
  )

const wholeNumber = (typed: readonly string[] | undefined): number =>
  /^\d{1,9}$/.test(typed?.at(-1) ?? '') ? Number(typed?.at(-1)) : 0

const pageId = (typed: readonly string[] | undefined): string =>
  (typed?.at(-1) ?? '').replaceAll(/[^\w-]/g, '').slice(0, 50)

export type Keeping =
  | { kept: true; version: number; said: string }
  | { kept: false; status: 409 | 413; version: number; said: string }

/** Keeps what was typed. Not where the person has gone on with it elsewhere meanwhile, unless they want it so. */
export async function keepDraft(visit: Visit, form: string): Promise<Keeping> {
  const { tx, values, now } = visit
  const fields = fieldsOf(values)
  if (JSON.stringify(fields).length > largestDraft) {
    return {
      kept: false,
      status: 413,
      version: 0,
      said: 'Not saved as a draft: this is too long to be kept half written.',
    }
  }
  const version = await upsertDraft(tx, ofVisit(visit, form), {
    pupilId: pupilOf(visit),
    values: fields,
    at: now,
    version: wholeNumber(values._kept),
    from: { page: pageId(values._page), turn: wholeNumber(values._turn) },
    regardless: values._regardless !== undefined,
  })
  if (version !== null) return { kept: true, version, said: `Saved as a draft at ${timeInLondon(now)}` }
  const { mine, version: theirs } = await draftsAt(visit, form)
  return { kept: false, status: 409, version: theirs, said: elsewhere(mine, visit) }
}

function elsewhere(mine: DraftRow | null, visit: Visit): string {
  const when = mine?.typedAt ? ` ${momentInWords(mine.typedAt, visit)}` : ''
  const what = mine?.isSaved ? `You saved this form${when}` : `You went on with this form${when}`
  return `${what}, on another page. What you type here is not kept as a draft.`
}

/** "at 14:35", "on 23 November at 16:04". */
export function momentInWords(at: Date, { today }: { today: string }): string {
  const day = dayInLondon(at)
  return day === today ? `at ${timeInLondon(at)}` : `on ${shortDay(day, today)} at ${timeInLondon(at)}`
}

function agoInWords(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`
  return `${Math.floor(minutes / 60)} hours ago or more`
}

/** Who else has the form open, and that it was saved since `version` was read. Only of what stands already. */
export function othersInWords(visit: Visit, drafts: Drafts, version: string, standing: FormValues): string[] {
  const { now } = visit
  const current = standing.version?.at(-1)
  if (current === undefined) return []
  const open = drafts.others
    .filter(({ isSaved, seenAt, typedAt }) => isOpen(seenAt, now) && !(isSaved && typedAt && seenAt <= typedAt))
    .map(({ name, isSaved, typedAt }) => {
      const typed = typedAt && !isSaved ? `, last typed ${agoInWords(typedAt, now)}` : ''
      return `${name} has this open too${typed}.`
    })
  return current === version ? open : [savedInWords(visit, drafts), ...open]
}

const isOpen = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() < presence

function savedInWords(visit: Visit, { mine, others }: Drafts): string {
  const [saved] = [...others, ...(mine ? [mine] : [])]
    .filter(({ isSaved }) => isSaved)
    .sort((one, other) => (other.typedAt?.getTime() ?? 0) - (one.typedAt?.getTime() ?? 0))
  const who = saved === undefined ? 'Somebody' : saved === mine ? 'You, on another page,' : saved.name
  const when = saved?.typedAt ? ` ${momentInWords(saved.typedAt, visit)}` : ' meanwhile'
  return `${who} saved this${when}. When you save, you will see both versions.`
}

/** What a script is told of the page that it keeps. */
export async function answerScript(visit: Visit, form: string, ask: 'typed' | 'open', standing: FormValues) {
  const keeping = ask === 'typed' ? await keepDraft(visit, form) : null
  if (keeping === null) await upsertSeen(visit.tx, ofVisit(visit, form), pupilOf(visit), visit.now)
  const drafts = await draftsAt(visit, form)
  const others = othersInWords(visit, drafts, visit.values.version?.at(-1) ?? '', standing)
  if (keeping === null) return told({ version: drafts.version, others })
  if (!keeping.kept) return told({ said: keeping.said, version: keeping.version, others }, keeping.status)
  return told({ said: keeping.said, version: keeping.version, others })
}

/** The notice above a form, with what its script needs to know. */
export function draftShown(
  visit: Visit,
  form: string,
  shown: {
    drafts: Drafts | null
    values: FormValues
    standing: FormValues | null
    isUnsaved: boolean
    isRestored: boolean
  },
): DraftShown {
  const { drafts, values, standing, isUnsaved, isRestored } = shown
  const own = isRestored ? (drafts?.own ?? null) : null
  return {
    begun: own ? `You last wrote in it ${momentInWords(own.typedAt, visit)}. What you typed is below.` : '',
    discard: { text: 'Start afresh', action: form, fields: { _draft: 'discard' } },
    others: drafts && standing ? othersInWords(visit, drafts, values.version?.at(-1) ?? '', standing) : [],
    isWatched: values.version !== undefined,
    isUnsaved,
  }
}

/** Puts what was typed aside and shows the form as it stands; it can be brought back. */
export async function startAfresh(visit: Visit, form: string): Promise<SeeOther> {
  if (!(await putDraftAside(visit.tx, ofVisit(visit, form), visit.now))) return seeOther(form)
  return seeOther(form, {
    heading: 'Started afresh',
    text: 'What you had typed has been put aside.',
    undo: { text: 'Bring it back', action: form, fields: { _draft: 'restore' } },
  })
}

/** Brings back what was put aside, where nothing was written since. */
export async function bringBack(visit: Visit, form: string): Promise<SeeOther> {
  if (await bringDraftBack(visit.tx, ofVisit(visit, form))) return seeOther(form)
  return seeOther(form, { heading: 'There is nothing to bring back', text: 'It has been written over or thrown away.' })
}

/** What the form was about is there no longer, and nothing that was typed of it can be saved. */
export const forgetGone = (visit: Visit, form: string): Promise<unknown> => deleteDraft(visit.tx, ofVisit(visit, form))

/** Once a form is saved its draft goes, in the same transaction; with it go old ones of anybody. */
export async function forgetSaved(visit: Visit, form: string): Promise<void> {
  const { tx, user, now, today } = visit
  await upsertSaved(tx, ofVisit(visit, form), pupilOf(visit), now)
  const typedBefore = daysBefore(now, draftDays)
  await deleteOldDrafts(tx, user.schoolId, { typedBefore, seenBefore: daysBefore(now, 1), today })
}

/** What a script is told where it may not keep anything: its person has been signed out, or somebody else signed in. */
export const notYours = {
  signedOut: {
    said: 'You have been signed out. What you typed is still here: save it, and it is there once you have signed in again.',
  },
  another: { said: 'Somebody else has signed in here. What you typed is still on this page, and is not kept.' },
} as const satisfies Readonly<Record<string, Told['told']>>
