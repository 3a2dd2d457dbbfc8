import { type Assessment, isBlank } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { counted, type Fact, holds, written } from '../verdict.ts'

const isComplete = (assessment: Assessment): boolean =>
  !isBlank(assessment.teacher) &&
  !isBlank(assessment.senco) &&
  !isBlank(assessment.teacherAssessment) &&
  !isBlank(assessment.progressAndAttainment) &&
  !isBlank(assessment.comparison) &&
  !isBlank(assessment.parentViews) &&
  !isBlank(assessment.pupilViews) &&
  !(assessment.externalAdviceRelevant && isBlank(assessment.externalAdvice))

const factsOf = (assessment: Assessment): Fact[] => [
  written('Teacher who assessed', assessment.teacher),
  written('SENCO who assessed', assessment.senco),
  written('The teacher’s assessment', assessment.teacherAssessment),
  written('Progress, attainment and behaviour', assessment.progressAndAttainment),
  written('Comparison with other pupils', assessment.comparison),
  written('The parents’ views', assessment.parentViews),
  written('The pupil’s views', assessment.pupilViews),
  ...(assessment.externalAdviceRelevant ? [written('Advice from outside', assessment.externalAdvice)] : []),
]

export const assessmentEvidence = pupilRule({
  id: '6.45-assessment-evidence',
  paragraph: '6.45',
  ...SHOULD,
  title: 'Assessment rests on all sources',
  asks: 'The needs are analysed from the teacher’s assessment, progress, comparison with others, the views of pupil and parents and, if relevant, advice from outside.',
  step: 'recordAssessment',
  target: null,
  subjects: ({ currentPlan }) => onlyIf(currentPlan),
  judge: ({ assessment }) => holds(assessment ? isComplete(assessment) : false),
  facts: ({ assessment }) => (assessment ? factsOf(assessment) : [counted('Assessment', null, 'None recorded')]),
})
