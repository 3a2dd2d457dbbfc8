import type { z } from 'zod'
import { page, seeOther } from '../http/answers.ts'
import { formPage, type Refused, stale } from '../http/form-page.ts'
import type { Route, Visit } from '../http/route.ts'
import type { Link } from '../ui/components/component-options.ts'
import type { FormState } from '../ui/components/form-fields.ts'
import { limits } from '../ui/forms/fields.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import { schoolFlash } from './own-steps.ts'

/** One page of the school's settings: a form over the school's row or lists, under the school's version. */
export type Topic<Labels extends Readonly<Record<string, string>>, Command, More extends object> = {
  /** Below /school, which has a part with that name as its anchor. */
  name: string
  title: string
  labels: Labels
  /** The questions in its address that say what the form holds, see FormPage. */
  about?: readonly string[]
  schema: (today: string) => z.ZodType<Command>
  /** The fields as they stand; beside what was sent, where a form was. */
  standing: (visit: Visit, sent: Command | null) => Promise<FormValues>
  /** What the page has besides its form; an action of its own, where its address has a query. */
  more: (form: FormState, visit: Visit) => Promise<More> | More
  /** Writes what was sent. Stale where another version has been saved meanwhile. */
  write: (visit: Visit, command: Command) => Promise<'written' | 'stale' | Refused>
  saved: string
}

export type TopicPage<Labels> = {
  title: string
  back: Link
  action: string
  form: FormState
  labels: Labels
  limits: typeof limits
}

export const backToSchool: Link = { text: 'School', href: '/school' }

/** The two routes of a page of settings. */
export function topicRoutes<Labels extends Readonly<Record<string, string>>, Command, More extends object>(
  topic: Topic<Labels, Command, More>,
): [Route, Route] {
  const { name, title, labels } = topic
  const path = `/school/${name}`
  return formPage(path, {
    may: 'school:write',
    about: topic.about ?? [],
    schema: topic.schema,
    labels,
    start: (visit) => topic.standing(visit, null),
    show: async (visit, form) => {
      const own: TopicPage<Labels> = { title, back: backToSchool, action: path, form, labels, limits }
      return page(`school/settings/${name}`, { ...own, ...(await topic.more(form, visit)) })
    },
    save: async (visit, command) => {
      const location = `/school#${name}`
      const outcome = await topic.write(visit, command)
      if (outcome === 'stale') return stale(await topic.standing(visit, command), location)
      return outcome === 'written' ? seeOther(location, await schoolFlash(visit, topic.saved)) : outcome
    },
  })
}
