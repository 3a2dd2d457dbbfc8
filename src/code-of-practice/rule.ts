import type { Day } from '../days/calendar.ts'
import type { PupilAsOf, SchoolAsOf } from './as-of.ts'
import type { TargetName } from './record.ts'
import type { Fact, FindingStatus, Verdict } from './verdict.ts'

/** The steps that put findings right. They are not URLs; the pages choose the form for each step. */
export const STEPS = [
  'reviewTeaching',
  'listSpecialistServices',
  'publishCoreOffer',
  'recordStrategies',
  'recordEvidence',
  'involveSpecialist',
  'holdEarlyDiscussion',
  'completeDiscussion',
  'giveNoteToParents',
  'explainIass',
  'decide',
  'explainDecision',
  'setReviewDateAndRoles',
  'recordDecision',
  'informParents',
  'agreePlan',
  'startPlan',
  'holdReview',
  'completeReview',
  'recordAssessment',
  'answerParent',
  'reviewAssessment',
  'recordAgreement',
  'completePlan',
  'briefStaff',
  'recordOnInformationSystem',
  'meetParents',
  'reconsiderRequest',
] as const

export type Step = (typeof STEPS)[number]

/**
 * The result of one rule for one subject, in the contract's format. `Id`: the ids of the rules that the finding can
 * belong to.
 */
export interface FindingOf<Id extends string> {
  /** The pupil's UPN; null in a finding about the school. */
  readonly pupil: string | null
  readonly rule: Id
  /** Id of the list entry that was judged; null if the rule has no subject. */
  readonly subject: string | null
  readonly status: FindingStatus
  readonly dueOn: Day | null
  readonly late: boolean
}

/** "must" is a legal duty and names its statute; "should" is guidance that schools have to have regard to. */
type Weight = { readonly level: 'must'; readonly law: string } | { readonly level: 'should'; readonly law: null }

export const SHOULD = { level: 'should', law: null } as const

/** What a rule is called, which paragraph of the Code it is from, and what it requires. */
interface RuleHeading<Id extends string = string> {
  readonly id: Id
  /** Paragraph of the Code, for example `6.43`. */
  readonly paragraph: string
  /** Other paragraphs with the same requirement. */
  readonly alsoIn?: readonly string[]
  /** A short label for checklists. */
  readonly title: string
  /** What the Code requires, in one plain sentence. */
  readonly asks: string
  readonly step: Step
  /** The school's target that sets the due day or number; null if none does. */
  readonly target: TargetName | null
}

interface SchoolRuleText<Id extends string> extends RuleHeading<Id> {
  readonly judge: (school: SchoolAsOf) => Verdict
  readonly facts: (school: SchoolAsOf) => readonly Fact[]
}

interface PupilRuleText<Id extends string, Subject> extends RuleHeading<Id> {
  /**
   * The entries of a pupil's record that the rule judges, in the record's order; an empty list if the rule does not
   * apply to the pupil.
   */
  readonly subjects: (pupil: PupilAsOf, school: SchoolAsOf) => readonly Subject[]
  /**
   * Whether the rule applies to a subject; default: always. Separate from `subjects` to avoid building another list.
   */
  readonly appliesTo?: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => boolean
  /** Set if the contract's finding has no subject although an entry is judged, for example the start of SEN Support. */
  readonly withoutSubject?: true
  readonly judge: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => Verdict
  readonly facts: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => readonly Fact[]
  /** The step that puts the finding right, if it depends on the pupil's record; default: `step`. */
  readonly stepNow?: (subject: Subject, pupil: PupilAsOf) => Step
}

/** The reasons for a finding, as pages show them. */
export interface Explanation {
  readonly facts: readonly Fact[]
  readonly step: Step
  /** The day on which the step was done; null if it is not done, or if the rule has no such day. */
  readonly doneOn: Day | null
}

export type SchoolRule<Id extends string = string> = RuleHeading<Id> &
  Weight & {
    readonly scope: 'school'
    readonly find: (school: SchoolAsOf) => FindingOf<Id>
    readonly explain: (school: SchoolAsOf) => Explanation
  }

export type PupilRule<Id extends string = string> = RuleHeading<Id> &
  Weight & {
    readonly scope: 'pupil'
    /**
     * Adds the findings about a pupil to a list. All rules share one list for speed, because this runs for every pupil.
     */
    readonly find: (upn: string, pupil: PupilAsOf, school: SchoolAsOf, findings: FindingList<Id>) => void
    /** Explains the finding about a subject. Returns null if the rule does not apply to it. */
    readonly explain: (subject: string | null, pupil: PupilAsOf, school: SchoolAsOf) => Explanation | null
  }

/** A list to which findings of the rules `Id` can be added. It may contain findings of other rules, too. */
interface FindingList<Id extends string> {
  push(finding: FindingOf<Id>): void
}

export type Rule<Id extends string = string> = SchoolRule<Id> | PupilRule<Id>

/** Makes a rule about the school from the definition in its file. */
export const schoolRule = <const Id extends string>({
  judge,
  facts,
  ...said
}: SchoolRuleText<Id> & Weight): SchoolRule<Id> => ({
  ...said,
  scope: 'school',
  find: (school) => {
    const { status, dueOn, late } = judge(school)
    return { pupil: null, rule: said.id, subject: null, status, dueOn, late }
  },
  explain: (school) => ({ facts: facts(school), step: said.step, doneOn: judge(school).doneOn }),
})

/** Makes a rule about a pupil from the definition in its file. */
export const pupilRule = <const Id extends string, Subject extends { readonly id: string }>({
  id,
  subjects,
  appliesTo,
  withoutSubject = undefined,
  judge,
  facts,
  stepNow,
  ...said
}: PupilRuleText<Id, Subject> & Weight): PupilRule<Id> => ({
  id,
  ...said,
  scope: 'pupil',
  find: (upn, pupil, school, findings) => {
    for (const subject of subjects(pupil, school)) {
      if (appliesTo !== undefined && !appliesTo(subject, pupil, school)) continue
      const verdict = judge(subject, pupil, school)
      findings.push({
        pupil: upn,
        rule: id,
        subject: withoutSubject ? null : subject.id,
        status: verdict.status,
        dueOn: verdict.dueOn,
        late: verdict.late,
      })
    }
  },
  explain: (subjectId, pupil, school) => {
    const isMeant = (subject: Subject) => (withoutSubject ? subjectId === null : subject.id === subjectId)
    const subject = subjects(pupil, school).find(isMeant)
    if (subject === undefined || appliesTo?.(subject, pupil, school) === false) return null
    return {
      facts: facts(subject, pupil, school),
      step: stepNow?.(subject, pupil) ?? said.step,
      doneOn: judge(subject, pupil, school).doneOn,
    }
  },
})

/** The subjects of a rule that has at most one: a list of that subject, or an empty list for null. */
export const onlyIf = <Subject>(subject: Subject | null): readonly Subject[] => (subject === null ? [] : [subject])
