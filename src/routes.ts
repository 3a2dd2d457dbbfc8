import { concernRoutes } from './concerns/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { teachingRoutes } from './teaching/routes.ts'
import type { Route } from './web/routes.ts'

/** Every address of the register that takes a signed-in member of staff. The access test walks this list. */
export const routes: readonly Route[] = [...concernRoutes, ...meetingRoutes, ...registerRoutes, ...teachingRoutes]
