import { z } from 'zod'
import type { Day } from '../days/calendar.ts'
import { dayInLondon, timeInLondon } from '../days/clock.ts'
import { shortDay } from '../ui/formats/words.ts'
import { isUuid } from '../ui/forms/fields.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { DraftNotice } from '../ui/views/views.ts'
import { type JsonAnswer, json, type SeeOther, seeOther } from './answers.ts'
import {
  type DraftOf,
  type DraftRow,
  deleteDraft,
  deleteOldDrafts,
  putDraftRowAside,
  restoreDraftRow,
  selectDrafts,
  upsertDraft,
  upsertDraftOpened,
  upsertDraftSaved,
} from './draft-sql.ts'
import type { Visit } from './route.ts'

/*
 * Drafts of forms. The server saves what a person types into a form, before they press Save, and shows the draft when
 * the same person opens the form again, on any device. A draft is private: nobody else sees its text, whatever their
 * role.
 *
 * The field `_draft` says what a form's POST does with the draft. Scripts send `typed` (save this text) and `open` (the
 * page is open). The button without scripts sends `save`. The notice above the form sends `discard` and `restore`.
 * Without `_draft` the form itself is saved; a script adds `_script` to get JSON.
 */

const draftActions = ['typed', 'open', 'save', 'discard', 'restore'] as const
export type DraftAction = (typeof draftActions)[number]

const actionIn = (values: FormValues): string | undefined => values._draft?.at(-1)

/** What a form's POST does with the draft; null if it saves the form itself. */
export const draftActionOf = (values: FormValues): DraftAction | null =>
  draftActions.find((ask) => ask === actionIn(values)) ?? (actionIn(values) === undefined ? null : 'open')

/** Whether a script sent the form, so that the response is JSON and not a page. */
export const isByScript = (values: FormValues): boolean =>
  values._script !== undefined || ['typed', 'open'].includes(draftActionOf(values) ?? '')

/** A form counts as open until its page has sent nothing for this time. Milliseconds. */
const presenceMs = 60_000
const dayMs = 24 * 60 * 60 * 1000
/** How long a draft is kept after its last change. Days. */
export const draftDays = 60
/** More than the fields of the longest form allow. Characters of JSON. */
const largestDraft = 500_000

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs)

/** The key of a draft: the form's path with its parameters, and the query parameters in `about`. */
export function draftAddress(path: string, { params, query }: Visit, about: readonly string[]): string {
  const at = path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(ofAddress(params[name] ?? '')))
  const asked = Object.fromEntries(
    about.map((name) => [name, query.get(name)] as const).filter(([, value]) => value !== ''),
  )
  return Object.keys(asked).length === 0 ? at : `${at}?${new URLSearchParams(asked)}`.slice(0, 500)
}

const ofAddress = (param: string): string => (isUuid(param) ? param.toLowerCase() : param)

type Drafts = {
  /** The draft that the person has typed and not yet saved as a form; null if there is none. */
  own: { values: FormValues; typedAt: Date } | null
  /** The version of the person's draft row, also if it contains no draft; 0 if there is no row. */
  version: number
  mine: DraftRow | null
  others: readonly DraftRow[]
}

const ofVisit = ({ user }: Visit, form: string): DraftOf => ({ schoolId: user.schoolId, staffId: user.staffId, form })
const pupilOf = ({ params }: Visit): string | null => params.pupilId ?? null

/** The person's own draft of a form, and the rows of others without their text. */
export async function draftsAt(visit: Visit, form: string): Promise<Drafts> {
  const rows = await selectDrafts(visit.tx, ofVisit(visit, form), new Date(visit.now.getTime() - presenceMs))
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
  return { values: withoutFormFields(read.data), typedAt }
}

/** The values without the form's technical fields, whose names begin with `_`. */
const withoutFormFields = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('_')))

/** The values to store: without passwords, and without NUL and lone surrogates, which PostgreSQL rejects. */
const ownFields = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(withoutFormFields(values))
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

type KeptDraft =
  | { kept: true; version: number; said: string }
  | { kept: false; status: 409 | 413; version: number; said: string }

/**
 * Saves a draft, unless it is too long (413) or the person has continued it on another page (409). With the field
 * `_regardless`, it overwrites what was typed on the other page.
 */
export async function keepDraft(visit: Visit, form: string): Promise<KeptDraft> {
  const { tx, values, now } = visit
  const fields = ownFields(values)
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
  return { kept: false, status: 409, version: theirs, said: keptElsewhere(mine, visit) }
}

function keptElsewhere(mine: DraftRow | null, visit: Visit): string {
  const when = mine?.typedAt ? ` ${momentInWords(mine.typedAt, visit)}` : ''
  const what = mine?.isSaved ? `You saved this form${when}` : `You went on with this form${when}`
  return `${what}, on another page. What you type here is not kept as a draft.`
}

/** A point in time in words: "at 14:35" if it is today, otherwise "on 23 November at 16:04". */
function momentInWords(at: Date, { today }: { today: Day }): string {
  const day = dayInLondon(at)
  return day === today ? `at ${timeInLondon(at)}` : `on ${shortDay(day, today)} at ${timeInLondon(at)}`
}

function agoInWords(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return 'less than a minute ago'
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`
  return `${Math.floor(minutes / 60)} hours ago or more`
}

/**
 * Sentences about who else has the form open, and whether it was saved since `version` was read. Empty for a form that
 * creates a new row.
 */
function openElsewhereInWords(visit: Visit, drafts: Drafts, version: string, standing: FormValues): string[] {
  const { now } = visit
  const current = standing.version?.at(-1)
  if (current === undefined) return []
  const open = drafts.others
    .filter(({ isSaved, seenAt, typedAt }) => isOpen(seenAt, now) && !(isSaved && typedAt && seenAt <= typedAt))
    .map(({ name, isSaved, typedAt }) => {
      const typed = typedAt && !isSaved ? `, last typed ${agoInWords(typedAt, now)}` : ''
      return `${name} has this open too${typed}.`
    })
  return current === version ? open : [savedByOthersInWords(visit, drafts), ...open]
}

const isOpen = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() < presenceMs

function savedByOthersInWords(visit: Visit, { mine, others }: Drafts): string {
  const [saved] = [...others, ...(mine ? [mine] : [])]
    .filter(({ isSaved }) => isSaved)
    .sort((one, other) => (other.typedAt?.getTime() ?? 0) - (one.typedAt?.getTime() ?? 0))
  const who = saved === undefined ? 'Somebody' : saved === mine ? 'You, on another page,' : saved.name
  const when = saved?.typedAt ? ` ${momentInWords(saved.typedAt, visit)}` : ' meanwhile'
  return `${who} saved this${when}. When you save, you will see both versions.`
}

/** The JSON response to a script's `typed` or `open` request. */
export async function answerScript(visit: Visit, form: string, ask: 'typed' | 'open', standing: FormValues) {
  const keeping = ask === 'typed' ? await keepDraft(visit, form) : null
  if (keeping === null) await upsertDraftOpened(visit.tx, ofVisit(visit, form), pupilOf(visit), visit.now)
  const drafts = await draftsAt(visit, form)
  const others = openElsewhereInWords(visit, drafts, visit.values.version?.at(-1) ?? '', standing)
  if (keeping === null) return json({ version: drafts.version, others })
  if (!keeping.kept) return json({ said: keeping.said, version: keeping.version, others }, keeping.status)
  return json({ said: keeping.said, version: keeping.version, others })
}

/** The model of the draft notice above a form, which its script also reads. */
export function draftNotice(
  visit: Visit,
  form: string,
  shown: {
    drafts: Drafts | null
    values: FormValues
    standing: FormValues | null
    isUnsaved: boolean
    isRestored: boolean
  },
): DraftNotice {
  const { drafts, values, standing, isUnsaved, isRestored } = shown
  const own = isRestored ? (drafts?.own ?? null) : null
  return {
    begun: own ? `You last wrote in it ${momentInWords(own.typedAt, visit)}. What you typed is below.` : '',
    discard: { text: 'Start afresh', action: form, fields: { _draft: 'discard' } },
    others: drafts && standing ? openElsewhereInWords(visit, drafts, values.version?.at(-1) ?? '', standing) : [],
    isWatched: values.version !== undefined,
    isUnsaved,
  }
}

/** Discards the draft and redirects to the form with its saved values. The flash message has a button to restore it. */
export async function putDraftAside(visit: Visit, form: string): Promise<SeeOther> {
  if (!(await putDraftRowAside(visit.tx, ofVisit(visit, form), visit.now))) return seeOther(form)
  return seeOther(form, {
    heading: 'Started afresh',
    text: 'What you had typed has been put aside.',
    undo: { text: 'Bring it back', action: form, fields: { _draft: 'restore' } },
  })
}

/** Restores a discarded draft, unless something was typed since. */
export async function restoreDraft(visit: Visit, form: string): Promise<SeeOther> {
  if (await restoreDraftRow(visit.tx, ofVisit(visit, form))) return seeOther(form)
  return seeOther(form, { heading: 'There is nothing to bring back', text: 'It has been written over or thrown away.' })
}

/** Deletes the draft of a form whose row no longer exists, because it can no longer be saved. */
export const deleteOrphanedDraft = (visit: Visit, form: string): Promise<unknown> =>
  deleteDraft(visit.tx, ofVisit(visit, form))

/** Deletes the draft of a form that is saved, in the same transaction. Also deletes old drafts of the whole school. */
export async function deleteSavedDraft(visit: Visit, form: string): Promise<void> {
  const { tx, user, now, today } = visit
  await upsertDraftSaved(tx, ofVisit(visit, form), pupilOf(visit), now)
  const typedBefore = daysBefore(now, draftDays)
  await deleteOldDrafts(tx, user.schoolId, { typedBefore, seenBefore: daysBefore(now, 1), today })
}

/** The JSON responses to a script if the user was signed out, or if another user has signed in since. */
export const notYourDraft = {
  signedOut: {
    said: 'You have been signed out. What you typed is still here: save it, and it is there once you have signed in again.',
  },
  another: { said: 'Somebody else has signed in here. What you typed is still on this page, and is not kept.' },
} as const satisfies Readonly<Record<string, JsonAnswer['body']>>
