import type { EhcConsideration, EhcReason } from '../record.ts'
import { pupilRule } from '../rule.ts'
import { counted, dated, kept } from '../verdict.ts'

/**
 * The label of each reason why the school does not request an assessment for an Education, Health and Care (EHC) plan.
 */
export const GROUNDS: Readonly<Record<EhcReason, string>> = {
  requestQuotaReached: 'The school has made its number of requests',
  noEducationalPsychologistReport: 'There is no educational psychologist’s report',
  sixThousandPoundsNotSpent: 'The first £6,000 has not been spent',
  notEnoughCycles: 'There have not been enough cycles of SEN Support',
  needsMetBySenSupport: 'SEN Support meets the needs',
  parentsDoNotWish: 'The parents do not wish it',
  other: 'Another reason',
}

/** For each reason that is wrong in law, what the law says instead. Other reasons may be valid. */
export const LAW_SAYS: Readonly<Partial<Record<EhcReason, string>>> = {
  requestQuotaReached: 'A school may make any number of requests',
  noEducationalPsychologistReport: 'No psychologist has to have seen the pupil before a request',
  sixThousandPoundsNotSpent: 'No sum has to be spent before a request',
  notEnoughCycles: 'No number of cycles has to come before a request',
}

const hasTrueGrounds = ({ outcome, reasons }: EhcConsideration): boolean =>
  outcome === 'request' || reasons.every((reason) => LAW_SAYS[reason] === undefined)

export const ehcRequestGround = pupilRule({
  id: 'ehc-request-ground',
  paragraph: '6.63',
  level: 'must',
  law: 'Children and Families Act 2014, section 36',
  title: 'EHC request not refused on an untrue ground',
  asks: 'Whether to ask for an Education, Health and Care needs assessment is decided on grounds that are true in law.',
  step: 'reconsiderRequest',
  target: null,
  subjects: ({ ehcConsiderations }) => ehcConsiderations,
  judge: (consideration) => kept(hasTrueGrounds(consideration)),
  facts: ({ consideredOn, outcome, reasons }) => [
    dated(outcome === 'request' ? 'Request decided' : 'Decided not to request', consideredOn),
    ...reasons.map((reason) => counted(GROUNDS[reason], null, LAW_SAYS[reason] ?? null)),
  ],
})
