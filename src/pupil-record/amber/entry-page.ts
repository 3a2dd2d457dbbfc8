import type { OpenPupil } from '../../access/open-pupil.ts'
import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { type Concern, concernDetails, raiserOf, triedInClass } from '../concerns/model.ts'
import { entryLabels, lookLabels } from './form.ts'
import type { AmberLook } from './model.ts'

/** Something that staff saw and wrote down: a concern, or an earlier look at the pupil. */
type ShownObservation = {
  on: string
  byline: string
  text: string
  details: readonly string[]
  tried: readonly string[]
}

type EntryPageData = {
  pupil: Pick<OpenPupil, 'pupilId' | 'name' | 'forename'>
  today: Day
  form: FormState
  concerns: readonly Concern[]
}

type EntryPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof entryLabels
  limits: typeof limits
  owners: { value: string; text: string }[]
  seen: ShownObservation[]
  isEdit: boolean
}

const seenBy = (concerns: readonly Concern[], today: Day): ShownObservation[] =>
  concerns.map((concern) => ({
    on: shortDay(concern.raisedOn, today),
    byline: `Concern of ${raiserOf(concern)}`,
    text: concern.seen,
    details: concernDetails(concern),
    tried: triedInClass(concern),
  }))

/** The form that takes a pupil of concern on, or changes the entry. `monitoringId` is null for a new entry. */
export function entryPage(
  shown: EntryPageData & { owners: readonly { staffId: string; name: string }[]; monitoringId: string | null },
): EntryPage {
  const { pupil, today, form, owners, concerns, monitoringId } = shown
  const isEdit = monitoringId !== null
  return {
    title: isEdit ? 'Amber list entry' : 'Take on a pupil of concern',
    heading: isEdit ? `Who looks after ${pupil.name}` : `Take on ${pupil.name}`,
    back: { text: 'Amber list', href: '/amber' },
    action: `/pupils/${pupil.pupilId}/amber/${isEdit ? `${monitoringId}/edit` : 'new'}`,
    form,
    labels: entryLabels,
    limits,
    owners: owners.map(({ staffId, name }) => ({ value: staffId, text: name })),
    seen: seenBy(concerns, today),
    isEdit,
  }
}

type LookPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof lookLabels
  limits: typeof limits
  /** What the owner looks for; may be empty. */
  why: string
  /** Concerns and looks so far, oldest first. */
  seen: ShownObservation[]
  /** Whether the form offers the choices that end the entry, such as "resolved". */
  mayEnd: boolean
  resolvedHint: string
}

/**
 * The form that records a look. `isDecision` says that an early discussion was held, so "resolved" has to be a
 * decision.
 */
export function lookPage(
  shown: EntryPageData & {
    looks: readonly AmberLook[]
    entry: { monitoringId: string; why: string | null }
    isDecision: boolean
    mayEnd: boolean
    back: string
  },
): LookPage {
  const { pupil, today, form, concerns, looks, entry } = shown
  return {
    title: 'Record a look',
    heading: `A look at ${pupil.name}`,
    back: { text: shown.mayEnd ? 'Amber list' : 'My classes', href: shown.back },
    action: `/pupils/${pupil.pupilId}/amber/${entry.monitoringId}/look`,
    form,
    labels: lookLabels,
    limits,
    why: entry.why ?? '',
    seen: [
      ...seenBy(concerns, today),
      ...looks.map(({ lookedOn, by, seen }) => ({
        on: shortDay(lookedOn, today),
        byline: by === null ? 'Look' : `Look of ${by}`,
        text: seen,
        details: [],
        tried: [],
      })),
    ],
    mayEnd: shown.mayEnd,
    resolvedHint: shown.isDecision
      ? 'An early discussion was held, so the Code asks for a decision (6.40): its form opens next'
      : 'The open concerns are closed, with your reason',
  }
}
