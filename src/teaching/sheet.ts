import { auditOpening } from '../access/open-pupil.ts'
import { fullNameOf } from '../database/pupil-name.ts'
import type { NeedsSummary } from '../record/needs-summary.ts'
import { notFound, page } from '../web/answers.ts'
import { get, type Route } from '../web/routes.ts'
import { dayInWords } from '../web/words.ts'
import type { TaughtPupil } from './page.ts'
import { plansNow } from './plans-now.ts'
import { pupilsTaughtBy } from './queries.ts'

/** What those who are of no class are listed under. */
const ownGroup = 'Pupils I support'

const forms = ['list', 'cards'] as const
type Form = (typeof forms)[number]

/** What a sheet shows of a pupil with a plan. */
export type SheetPupil = {
  name: string
  /** Needs in a line; empty unless it was ticked. */
  needs: string
  helps: readonly string[]
  avoid: string
  outcomes: readonly string[]
}

export type SheetPage = {
  title: string
  back: { text: string; href: string }
  heading: string
  about: string
  group: string
  form: Form
  forms: { value: Form; text: string; checked: boolean }[]
  withNeeds: boolean
  pupils: SheetPupil[]
}

const formWords: Readonly<Record<Form, string>> = {
  list: 'A list for the planner',
  cards: 'Cards for the seating plan',
}

/** On paper that lies about: what helps, and nothing that says what a child has, unless somebody ticked it. */
const sheetPupil = (pupil: TaughtPupil, summary: NeedsSummary, withNeeds: boolean): SheetPupil => ({
  name: fullNameOf(pupil),
  needs: withNeeds ? summary.needs : '',
  helps: summary.helps,
  avoid: summary.avoid.join('; '),
  outcomes: withNeeds ? summary.outcomes.map(({ outcome }) => outcome) : [],
})

/** A whole class on one sheet of A4, for the planner, for whoever covers the lesson, or as cards for the seating plan. */
export const sheetRoute: Route = get('/my-classes/sheet', { may: 'classes:read' }, async (visit) => {
  const { tx, user, today, query } = visit
  const group = query.get('group')
  const taught = await pupilsTaughtBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  const members = taught.filter(({ classes }) =>
    group === ownGroup ? classes.length === 0 : classes.some((one) => one.class.name === group),
  )
  if (members.length === 0) return notFound
  const known = await plansNow(
    visit,
    members.map(({ id }) => id),
  )
  const form = forms.find((one) => one === query.get('as')) ?? 'list'
  const withNeeds = query.get('needs') === 'yes'
  const planned = members.flatMap((pupil) => {
    const summary = known.get(pupil.id)?.summary ?? null
    return summary === null ? [] : [{ pupil, summary }]
  })
  await auditOpening(
    tx,
    user,
    planned.map(({ pupil }) => pupil.id),
  )
  const model: SheetPage = {
    title: 'Class sheet',
    back: { text: 'My classes', href: '/my-classes' },
    heading: group === ownGroup ? group : `Class ${group}`,
    about: `What helps, ${dayInWords(today)}. ${planned.length} of ${members.length} pupils have a plan.`,
    group,
    form,
    forms: forms.map((value) => ({ value, text: formWords[value], checked: value === form })),
    withNeeds,
    pupils: planned.map(({ pupil, summary }) => sheetPupil(pupil, summary, withNeeds)),
  }
  return page('teaching/sheet', model)
})
