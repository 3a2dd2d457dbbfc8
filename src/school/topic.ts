import type { z } from 'zod'
import type { Day } from '../days/calendar.ts'
import { page, seeOther } from '../http/answers.ts'
import { formPage, type Refused } from '../http/form-page.ts'
import type { Route, Visit } from '../http/route.ts'
import { stale } from '../http/stale-edit.ts'
import type { Link } from '../ui/components/common-options.ts'
import type { FormState } from '../ui/components/form-fields.ts'
import { limits } from '../ui/forms/fields.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import { schoolFlash } from './own-steps.ts'

/** One page of the school's settings: a form for the school's row or lists, saved under the school's version. */
type SettingsTopic<Labels extends Readonly<Record<string, string>>, Command, More extends object> = {
  /** The path below /school. It is also the anchor of the page's part in the overview. */
  name: string
  title: string
  labels: Labels
  /** The query parameters that decide what the form holds; see FormPage. */
  about?: readonly string[]
  schema: (today: Day) => z.ZodType<Command>
  /**
   * The form's values as they are saved in the database. `sent` is the command of a form that was sent; null if the
   * form is being opened.
   */
  standing: (visit: Visit, sent: Command | null) => Promise<FormValues>
  /**
   * What the page shows besides the form. It contains the form's `action` if the URL has a query string that has to be
   * kept.
   */
  more: (form: FormState, visit: Visit) => Promise<More> | More
  /**
   * Writes the command to the database. 'written': saved. 'stale': not saved, because another version was saved since
   * the form was opened. `Refused`: not saved, with error messages.
   */
  write: (visit: Visit, command: Command) => Promise<'written' | 'stale' | Refused>
  saved: string
}

type TopicPage<Labels> = {
  title: string
  back: Link
  action: string
  form: FormState
  labels: Labels
  limits: typeof limits
}

export const backToSchool: Link = { text: 'School', href: '/school' }

/** The GET and POST routes of a settings page. */
export function topicRoutes<Labels extends Readonly<Record<string, string>>, Command, More extends object>(
  topic: SettingsTopic<Labels, Command, More>,
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
