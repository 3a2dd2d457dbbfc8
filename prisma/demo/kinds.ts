import { concernJustRaised } from './kinds/concern-just-raised.ts'
import { concernOfAParent } from './kinds/concern-of-a-parent.ts'
import { concernOverdue } from './kinds/concern-overdue.ts'
import { coreOffer } from './kinds/core-offer.ts'
import { ehcPlan } from './kinds/ehc-plan.ts'
import { parentsNotInformed } from './kinds/parents-not-informed.ts'
import type { Kind } from './story.ts'

/** Every kind of pupil that the rules know, in the order of the way. */
export const kinds: readonly Kind[] = [
  concernJustRaised,
  concernOverdue,
  concernOfAParent,
  coreOffer,
  parentsNotInformed,
  ehcPlan,
]
