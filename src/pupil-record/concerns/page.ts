import type { Scope } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import { dayFields } from '../../ui/forms/form-values.ts'
import { areasOfNeed, areaWords } from '../areas-of-need.ts'
import { labels } from './form.ts'
import type { SchoolStrategy } from './queries.ts'

type TickBox = { value: string; text: string; checked: boolean }

type ConcernPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  /** Words to suggest while typing since when it has been seen, like "since half-term". */
  sinceSuggestions: readonly string[]
  areas: { value: string; text: string }[]
  /**
   * The school's strategies to tick, by area of need. An area is expanded if one of its boxes is ticked or, in a new
   * concern, if the concern names the area.
   */
  strategies: { id: string; area: string; opensWith: string; open: boolean; boxes: TickBox[] }[]
  /** Ticked strategies that are no longer on the school's list. */
  goneStrategies: TickBox[]
  /**
   * Whether the rarely used fields are collapsed, as they are for a teacher who logs today what they saw themselves.
   */
  isFolded: boolean
  isEdit: boolean
  /** The link that withdraws the concern; empty until the concern is saved. */
  withdrawHref: string
}

const sinceSuggestions = [
  'this week',
  'since half-term',
  'since the start of term',
  'since last year',
  'always',
] as const

/** The rarely used fields, in the order of the page: they are collapsed at first. */
const rarelyAskedFields = ['raisedOn', 'raisedBy', 'raisedByName', 'parentsToldOn', 'pupilView'] as const

const typed = ({ values }: FormState, name: string): readonly string[] => {
  const value = values[name] ?? []
  return typeof value === 'string' ? [value] : value
}

/**
 * Whether a rarely used field has an error or was changed from its first value. Then the fields are expanded, so that
 * the reader sees it.
 */
function hasRareAnswers(form: FormState, today: Day): boolean {
  if (
    form.errors.some(({ href }) =>
      rarelyAskedFields.some((name) => href === `#${name}` || href?.startsWith(`#${name}-`)),
    )
  )
    return true
  const atFirst = new Map<string, string>(Object.entries({ raisedBy: 'staff', ...dayFields('raisedOn', today) }))
  const fields = rarelyAskedFields.flatMap((name) => [name, `${name}-day`, `${name}-month`, `${name}-year`])
  return fields.some((name) => (typed(form, name)[0] ?? '') !== (atFirst.get(name) ?? ''))
}

function listsOf(
  { form, isEdit }: { form: FormState; isEdit: boolean },
  strategies: readonly SchoolStrategy[],
): Pick<ConcernPage, 'strategies' | 'goneStrategies'> {
  const ticked = new Set(typed(form, 'strategies'))
  const box = (strategy: string): TickBox => ({ value: strategy, text: strategy, checked: ticked.has(strategy) })
  const inUse = strategies.filter(({ offSince }) => offSince === null)
  // A strategy is shown once. In two areas both boxes would be ticked, and unticking one would have no effect.
  const once = inUse.filter((one, place) => inUse.findIndex(({ strategy }) => strategy === one.strategy) === place)
  const lists = areasOfNeed.map((area, place) => {
    const boxes = once.filter((one) => one.area === area).map((one) => box(one.strategy))
    const open = (!isEdit && typed(form, 'areas').includes(area)) || boxes.some(({ checked }) => checked)
    const opensWith = place === 0 ? 'areas' : `areas-${place + 1}`
    return { id: `tried-${area}`, area: areaWords[area], opensWith, open, boxes }
  })
  const known = new Set(once.map(({ strategy }) => strategy))
  return {
    strategies: lists.filter(({ boxes }) => boxes.length > 0),
    goneStrategies: [...ticked].filter((strategy) => !known.has(strategy)).map(box),
  }
}

/** The model of the page on which a concern is raised, corrected, answered or closed. */
export function concernPage(shown: {
  heading: string
  isEdit: boolean
  withdrawHref: string
  back: Link
  action: string
  form: FormState
  strategies: readonly SchoolStrategy[]
  scope: Scope
  today: Day
}): ConcernPage {
  const { strategies, scope, today, ...rest } = shown
  return {
    ...rest,
    ...listsOf(shown, strategies),
    title: shown.isEdit ? 'Concern' : 'Log a concern',
    labels,
    limits,
    sinceSuggestions,
    areas: areasOfNeed.map((area) => ({ value: area, text: areaWords[area] })),
    isFolded: scope === 'own' && !hasRareAnswers(shown.form, today),
  }
}
