import type { AreaOfNeed } from '../generated/prisma/enums.ts'
import type { NeedType } from '../ui/formats/words.ts'

/** The four broad areas of need of the Code, 6.28 to 6.35, in its order. */
export const areasOfNeed = ['communication', 'cognition', 'socialEmotional', 'sensoryPhysical'] as const

export const areaWords: Readonly<Record<AreaOfNeed, string>> = {
  communication: 'Communication and interaction',
  cognition: 'Cognition and learning',
  socialEmotional: 'Social, emotional and mental health',
  sensoryPhysical: 'Sensory or physical needs',
}

/** The area that a census type of need belongs to; null for OTH and NSA, which name no area. */
export const areaOfNeedType: Readonly<Record<NeedType, AreaOfNeed | null>> = {
  SPLD: 'cognition',
  MLD: 'cognition',
  SLD: 'cognition',
  PMLD: 'cognition',
  DS: 'cognition',
  SEMH: 'socialEmotional',
  SLCN: 'communication',
  ASD: 'communication',
  HI: 'sensoryPhysical',
  VI: 'sensoryPhysical',
  MSI: 'sensoryPhysical',
  PD: 'sensoryPhysical',
  OTH: null,
  NSA: null,
}

/** The four broad areas of need with their names. */
export const areas = areasOfNeed.map((area) => ({ area, words: areaWords[area] }))
