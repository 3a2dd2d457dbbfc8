import type { RuleId } from '../../src/code-of-practice/catalogue.ts'
import type { Day } from '../../src/days/calendar.ts'
import type {
  AgreementAnswer,
  AreaOfNeed,
  DecisionKind,
  EhcOutcome,
  EhcReason,
  MeetingKind,
  NeedType,
  Progress,
  RaisedBy,
  ReviewDecision,
  SenStatus,
  Sex,
} from '../../src/generated/prisma/enums.ts'
import type { DemoDays } from './days.ts'
import type { ClassName, StaffKey } from './people.ts'

/*
 * How a pupil's record is described. What a fixture leaves out was done correctly on the usual day; `null` means that
 * it was not done. A usual day in the future is skipped.
 */

/**
 * The recorded reason why a step of the Code will not be done: a step about one fact of the record, or about the pupil.
 */
export interface NotDoneFixture {
  rule: RuleId
  because: string
  on: Day
  by?: StaffKey
}

/**
 * A view that a parent or a pupil gave. A plain text is in the words of the usual person: the first contact or, for the
 * pupil's view, the pupil, written down by the teacher.
 */
export type ViewFixture = string | { words: string; whose: string } | { declined: true; whose: string }

export interface ContactFixture {
  name: string
  relationship: string
  parentalResponsibility?: boolean
  language?: string
  format?: string
  email?: string
}

/** An entry made by mistake and withdrawn by the SENCO. */
export interface WithdrawnFixture {
  on: Day
  because: string
}

export interface ConcernFixture {
  on: Day
  by: RaisedBy
  /** The name of the person who raised it, if not staff. */
  name?: string
  areas: AreaOfNeed[]
  seen: string
  since?: Day
  /** The strategies of the core offer that were ticked, by their text. */
  ticked?: string[]
  tried?: string | null
  effect?: string
  pupilView?: string
  /** The day on which the parents were told of a concern that the school raised; null if they have not been told. */
  parentsToldOn?: Day | null
  answeredOn?: Day
  answer?: string
  closedOn?: Day
  closedBecause?: string
  withdrawn?: WithdrawnFixture
  notDone?: NotDoneFixture
}

export interface MeetingFixture {
  on: Day
  kind: MeetingKind
  who: string
  parent?: boolean
  pupil?: boolean
  absence?: string
  strengths?: string | null
  parentView?: ViewFixture | null
  pupilView?: ViewFixture | null
  outcomes?: string[]
  next?: string | null
  filedOn?: Day | null
  givenOn?: Day | null
  iassOn?: Day | null
  withdrawn?: WithdrawnFixture
  notDone?: NotDoneFixture
}

export interface DecisionFixture {
  on: Day
  decision: DecisionKind
  evidence: string | null
  higherNeed?: boolean
  teacher?: null
  senco?: null
  explainedOn?: Day | null
  recordedOn?: Day | null
  reviewOn?: Day | null
  /** What parent, pupil and staff will each do to carry out the plan. */
  roles?: [parent: string, pupil: string, staff: string]
  notDone?: NotDoneFixture
}

export interface NoticeFixture {
  on: Day
  method: string
  /** The part of the letter about this pupil, between its standard paragraphs. */
  because: string
}

export interface InterventionFixture {
  what: string
  by: string
  often: string
  group?: number
  planned?: number
  held?: number
  impact?: string
  /** The index of the plan's outcome that it serves, from 0. */
  serves?: number
}

interface OutcomeFixture {
  outcome: string
  measure: string
  baseline: string
}

export interface AssessmentFixture {
  on?: Day
  teacher?: null
  found: string | null
  progress: string | null
  comparison: string | null
  parent: ViewFixture | null
  pupil: ViewFixture | null
  /**
   * Advice from specialists outside the school. Undefined: it is not relevant to this assessment. Null: it is relevant,
   * but was not obtained.
   */
  external?: string | null
  reviewedOn?: Day
}

export interface ReviewFixture {
  on: Day
  impact: string | null
  decision: ReviewDecision | null
  next?: string
  parent: ViewFixture | null
  pupil: ViewFixture | null
  /** The progress on each of the plan's outcomes, in their order. */
  progress: [Progress, string][]
}

/**
 * How many of the pupil's staff have read a plan. `none`: it was not shared with them. `shared`: it was, but nobody has
 * read it. `some`: the teachers have read it, others have not. `read`: all have. `late`: all have, too late.
 */
export type BriefingFixture = 'none' | 'shared' | 'some' | 'read' | 'late'

export interface PlanFixture {
  on: Day
  needs: string | null
  impact: string | null
  teacher?: null
  senco?: null
  parentConsultedOn?: Day | null
  pupilConsultedOn?: Day | null
  reviewOn: Day | null
  startedOn?: Day | null
  recordedOn?: Day | null
  assessment: AssessmentFixture | null
  outcomes: OutcomeFixture[]
  adjustments?: string[]
  interventions?: InterventionFixture[]
  support?: string[]
  helps: string[]
  avoid: string[]
  briefing?: BriefingFixture
  review?: ReviewFixture
  notDone?: NotDoneFixture
}

export interface ProfessionalFixture {
  service: string
  name: string
  already?: boolean
  answer?: AgreementAnswer
  answeredOn?: Day
  answeredBy?: string
  contactedOn?: Day
  adviceOn?: Day
  advice?: string
  notDone?: NotDoneFixture
}

export interface EhcConsiderationFixture {
  on: Day
  outcome: EhcOutcome
  reasons: EhcReason[]
  other?: string
  note: string
}

/** On the amber list: who is responsible, when the next look is due, and what was seen. */
export interface AmberFixture {
  on: Day
  owner: StaffKey
  next: Day
  why: string
  looks?: { on: Day; by: StaffKey; seen: string }[]
}

export interface PupilFixture {
  forename: string
  surname: string
  preferredForename?: string
  preferredSurname?: string
  sex: Sex
  class: ClassName
  /** Month and day of birth, `MM-DD`. The year follows from the class. */
  born: string
  /** The first day at this school, for pupils who came from another school. Others joined in Reception. */
  joinedOn?: Day
  needs?: NeedType[]
  /** The SEN status in the school's information system, if it differs from what the decisions say. */
  misSenStatus?: SenStatus
  ehcPlanFrom?: Day
  freeSchoolMeals?: boolean
  firstLanguage?: string
  contacts: ContactFixture[]
  support?: { who: StaffKey; from: Day; until?: Day }[]
  concerns?: ConcernFixture[]
  meetings?: MeetingFixture[]
  decisions?: DecisionFixture[]
  notices?: NoticeFixture[]
  plans?: PlanFixture[]
  professionals?: ProfessionalFixture[]
  ehcConsiderations?: EhcConsiderationFixture[]
  notDone?: NotDoneFixture[]
  amber?: AmberFixture
}

/**
 * A kind of pupil: returns the fixtures of pupils on whom the rules show certain statuses, for example overdue steps.
 */
export type FixtureKind = (days: DemoDays) => PupilFixture[]
