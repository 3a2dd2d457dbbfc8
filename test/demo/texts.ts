import type { DemoRows } from '../../prisma/demo/rows.ts'

/** All texts in which one person wrote about one pupil, from all tables. */
const told = (rows: DemoRows): { pupilId: string; text: string | null | undefined }[] => [
  ...rows.concern.flatMap(({ pupilId, ...concern }) =>
    [
      concern.seen,
      concern.sinceWhen,
      concern.universalStrategies,
      concern.strategiesEffect,
      concern.pupilView,
      concern.answer,
      concern.closedBecause,
    ].map((text) => ({ pupilId, text })),
  ),
  ...rows.meeting.flatMap(({ pupilId, ...meeting }) =>
    [meeting.strengthsAndDifficulties, meeting.nextSteps, meeting.absenceReason, meeting.whoTookPart].map((text) => ({
      pupilId,
      text,
    })),
  ),
  ...rows.decision.flatMap(({ pupilId, ...decision }) =>
    [decision.evidence, decision.roleOfParent, decision.roleOfPupil, decision.roleOfStaff].map((text) => ({
      pupilId,
      text,
    })),
  ),
  ...rows.monitoring.map(({ pupilId, why }) => ({ pupilId, text: why })),
  ...rows.monitoringLook.map(({ pupilId, seen }) => ({ pupilId, text: seen })),
  ...rows.roundRobinAsked.flatMap(({ pupilId, goesWell, comment }) =>
    [goesWell, comment].map((text) => ({ pupilId, text })),
  ),
  ...rows.roundRobinProgress.map(({ pupilId, note }) => ({ pupilId, text: note })),
  ...rows.progressInClass.map(({ pupilId, note }) => ({ pupilId, text: note })),
  ...rows.plan.flatMap(({ pupilId, needsInALine, expectedImpact }) =>
    [needsInALine, expectedImpact].map((text) => ({ pupilId, text })),
  ),
  ...rows.assessment.flatMap(({ pupilId, ...assessment }) =>
    [
      assessment.teacherAssessment,
      assessment.progressAndAttainment,
      assessment.comparison,
      assessment.externalAdvice,
    ].map((text) => ({
      pupilId,
      text,
    })),
  ),
  ...rows.provision.map(({ pupilId, kind, what }) => ({ pupilId, text: kind === 'intervention' ? null : what })),
  ...rows.outcome.flatMap(({ pupilId, outcome, measure }) => [outcome, measure].map((text) => ({ pupilId, text }))),
  ...rows.outcomeProgress.map(({ pupilId, note }) => ({ pupilId, text: note })),
  ...rows.review.flatMap(({ pupilId, impact, nextSteps }) => [impact, nextSteps].map((text) => ({ pupilId, text }))),
  ...rows.view.map(({ pupilId, words }) => ({ pupilId, text: words })),
  ...rows.professional.map(({ pupilId, advice }) => ({ pupilId, text: advice })),
  ...rows.letter.map(({ pupilId, body }) => ({ pupilId, text: body })),
  ...rows.ehcConsideration.map(({ pupilId, note }) => ({ pupilId, text: note })),
  ...rows.notDone.map(({ pupilId, because }) => ({ pupilId: pupilId ?? '', text: because })),
]

/** Texts that more than one pupil has. */
export const repeatedTexts = (rows: DemoRows): string[] => {
  const pupilsOf = new Map<string, Set<string>>()
  for (const { pupilId, text } of told(rows)) {
    if (text === null || text === undefined) continue
    pupilsOf.set(text, (pupilsOf.get(text) ?? new Set()).add(pupilId))
  }
  return [...pupilsOf].filter(([, pupils]) => pupils.size > 1).map(([text]) => text)
}
