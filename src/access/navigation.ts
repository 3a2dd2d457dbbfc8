import { type Permission, type Role, scopeOf } from './permissions.ts'

const places: readonly { text: string; href: string; may: Permission }[] = [
  { text: 'Today', href: '/today', may: 'today:read' },
  { text: 'My classes', href: '/my-classes', may: 'classes:read' },
  { text: 'Register', href: '/register', may: 'register:read' },
  { text: 'Amber list', href: '/amber', may: 'amber:read' },
  { text: 'Reviews', href: '/reviews', may: 'reviews:plan' },
  { text: 'At a glance', href: '/at-a-glance', may: 'report:read' },
  { text: 'Report', href: '/report', may: 'report:read' },
  { text: 'Import pupils', href: '/import', may: 'pupils:import' },
  { text: 'School', href: '/school', may: 'school:read' },
]

/** The navigation links that a role may use. `current` marks the section that contains `path`. */
export function navigationFor(role: Role, path: string): { text: string; href: string; current: boolean }[] {
  return places
    .filter(({ may }) => scopeOf(role, may) !== null)
    .map(({ text, href }) => ({ text, href, current: path === href || path.startsWith(`${href}/`) }))
}
