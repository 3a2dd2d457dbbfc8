import { type Permission, type Role, scopeOf } from '../../access/permissions.ts'
import type { Link } from '../../ui/components/common-options.ts'

/** Whether a role has a permission, for all pupils or its own. */
export const may = (role: Role, permission: Permission): boolean => scopeOf(role, permission) !== null

type FormLink = Link & { may: Permission }

/** The links from a pupil's page to forms and lists: the usual ones as buttons, the others in a list. */
export const formsOf = (pupilId: string): { buttons: FormLink[]; more: FormLink[] } => {
  const form = (text: string, page: string, permission: Permission): FormLink => ({
    text,
    href: `/pupils/${pupilId}/${page}`,
    may: permission,
  })
  return {
    buttons: [
      form('Log a concern', 'concerns/new', 'concern:raise'),
      form('Record a meeting', 'meetings/new', 'meeting:record'),
      form('Record a decision', 'decisions/new', 'decision:record'),
    ],
    more: [
      form('Letters', 'letters', 'record:read'),
      form('Were the parents told?', 'told', 'record:read'),
      form('Agree a plan', 'plans/new', 'plan:agree'),
      form('Involve a professional', 'professionals/new', 'professional:involve'),
      form('Consider an EHC assessment', 'ehc-considerations/new', 'ehc:consider'),
    ],
  }
}

/** Those of the links that lead where the role may go. */
export const allowed = (forms: readonly FormLink[], role: Role): Link[] =>
  forms.filter((form) => may(role, form.may)).map(({ text, href }) => ({ text, href }))
