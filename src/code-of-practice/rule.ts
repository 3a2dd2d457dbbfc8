import type { Day } from '../days/calendar.ts'
import type { PupilAsOf, SchoolAsOf } from './as-of.ts'
import type { TargetName } from './record.ts'
import type { Fact, FindingStatus, Verdict } from './verdict.ts'

/** What puts a finding right, as a step of the field and never as an address: pages choose the form. */
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

/** One rule about one subject, as the contract writes it. */
export interface Finding {
  /** The UPN; null in a finding about the school. */
  readonly pupil: string | null
  readonly rule: string
  /** The id of what was judged in its list; null where the rule has no subject. */
  readonly subject: string | null
  readonly status: FindingStatus
  readonly dueOn: Day | null
  readonly late: boolean
}

/** "must" is law, and names it; "should" is guidance that schools have to have regard to. */
export type Weight = { readonly level: 'must'; readonly law: string } | { readonly level: 'should'; readonly law: null }

export const SHOULD = { level: 'should', law: null } as const

/** What there is to say of a rule without judging anybody. */
export interface RuleHeading {
  readonly id: string
  /** Of the Code, such as `6.43`. */
  readonly paragraph: string
  /** Other paragraphs that state the same. */
  readonly alsoIn?: readonly string[]
  /** A short label for checklists. */
  readonly title: string
  /** What the Code asks, in one plain sentence. */
  readonly asks: string
  readonly step: Step
  /** The school's own target that sets its day or number; null where none does. */
  readonly target: TargetName | null
}

interface SchoolRuleText extends RuleHeading {
  readonly judge: (school: SchoolAsOf) => Verdict
  readonly facts: (school: SchoolAsOf) => readonly Fact[]
}

interface PupilRuleText<Subject> extends RuleHeading {
  /** What the rule is about, in its list's order; empty where it does not apply. */
  readonly subjects: (pupil: PupilAsOf, school: SchoolAsOf) => readonly Subject[]
  /** Which of the subjects it is about; all, where left out. Apart from `subjects` so that no list is made for it. */
  readonly appliesTo?: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => boolean
  /** Set where the contract gives the finding no subject although one is judged, such as the start of SEN Support. */
  readonly withoutSubject?: true
  readonly judge: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => Verdict
  readonly facts: (subject: Subject, pupil: PupilAsOf, school: SchoolAsOf) => readonly Fact[]
  /** The step where it hangs on how far things are; `step` where left out. */
  readonly stepNow?: (subject: Subject, pupil: PupilAsOf) => Step
}

/** What a page shows of a finding's reasons. */
export interface Explanation {
  readonly facts: readonly Fact[]
  readonly step: Step
  /** The day it was done; null where it is not, or the rule names no day. */
  readonly doneOn: Day | null
}

export type SchoolRule = RuleHeading &
  Weight & {
    readonly scope: 'school'
    readonly find: (school: SchoolAsOf) => Finding
    readonly explain: (school: SchoolAsOf) => Explanation
  }

export type PupilRule = RuleHeading &
  Weight & {
    readonly scope: 'pupil'
    /** Adds the findings about a pupil to a list: one list for all rules, because this runs for every pupil. */
    readonly find: (upn: string, pupil: PupilAsOf, school: SchoolAsOf, findings: Finding[]) => void
    /** Null where the rule does not apply to that subject. */
    readonly explain: (subject: string | null, pupil: PupilAsOf, school: SchoolAsOf) => Explanation | null
  }

export type Rule = SchoolRule | PupilRule

/** Makes a rule about the school from what its file says. */
export const schoolRule = ({ judge, facts, ...said }: SchoolRuleText & Weight): SchoolRule => ({
  ...said,
  scope: 'school',
  find: (school) => {
    const { status, dueOn, late } = judge(school)
    return { pupil: null, rule: said.id, subject: null, status, dueOn, late }
  },
  explain: (school) => ({ facts: facts(school), step: said.step, doneOn: judge(school).doneOn }),
})

/** Makes a rule about a pupil from what its file says. */
export const pupilRule = <Subject extends { readonly id: string }>({
  id,
  subjects,
  appliesTo,
  withoutSubject = undefined,
  judge,
  facts,
  stepNow,
  ...said
}: PupilRuleText<Subject> & Weight): PupilRule => ({
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

/** The subject list of a rule about one thing that may not be there. */
export const onlyIf = <Subject>(subject: Subject | null): readonly Subject[] => (subject === null ? [] : [subject])
