import type { Prisma } from '../../src/generated/prisma/client.ts'

/** A person who signs in. The password's hash is added when the rows are written. */
export interface DemoUser {
  id: string
  email: string
}

/** All rows of the demo school by table, ready for createMany. */
export interface DemoRows {
  user: DemoUser[]
  school: Prisma.SchoolCreateManyInput[]
  term: Prisma.TermCreateManyInput[]
  closure: Prisma.ClosureCreateManyInput[]
  teachingReview: Prisma.TeachingReviewCreateManyInput[]
  specialistService: Prisma.SpecialistServiceCreateManyInput[]
  coreOfferStrategy: Prisma.CoreOfferStrategyCreateManyInput[]
  staffMember: Prisma.StaffMemberCreateManyInput[]
  class: Prisma.ClassCreateManyInput[]
  cover: Prisma.CoverCreateManyInput[]
  classStaff: Prisma.ClassStaffCreateManyInput[]
  pupil: Prisma.PupilCreateManyInput[]
  pupilNeed: Prisma.PupilNeedCreateManyInput[]
  contact: Prisma.ContactCreateManyInput[]
  classMember: Prisma.ClassMemberCreateManyInput[]
  pupilStaff: Prisma.PupilStaffCreateManyInput[]
  concern: Prisma.ConcernCreateManyInput[]
  meeting: Prisma.MeetingCreateManyInput[]
  decision: Prisma.DecisionCreateManyInput[]
  letter: Prisma.LetterCreateManyInput[]
  letterDelivery: Prisma.LetterDeliveryCreateManyInput[]
  notice: Prisma.NoticeCreateManyInput[]
  plan: Prisma.PlanCreateManyInput[]
  assessment: Prisma.AssessmentCreateManyInput[]
  outcome: Prisma.OutcomeCreateManyInput[]
  provision: Prisma.ProvisionCreateManyInput[]
  review: Prisma.ReviewCreateManyInput[]
  outcomeProgress: Prisma.OutcomeProgressCreateManyInput[]
  view: Prisma.ViewCreateManyInput[]
  professional: Prisma.ProfessionalCreateManyInput[]
  briefing: Prisma.BriefingCreateManyInput[]
  ehcConsideration: Prisma.EhcConsiderationCreateManyInput[]
  notDone: Prisma.NotDoneCreateManyInput[]
  monitoring: Prisma.MonitoringCreateManyInput[]
  monitoringLook: Prisma.MonitoringLookCreateManyInput[]
  plannedReview: Prisma.PlannedReviewCreateManyInput[]
  plannedReviewStaff: Prisma.PlannedReviewStaffCreateManyInput[]
  roundRobinStatement: Prisma.RoundRobinStatementCreateManyInput[]
  roundRobin: Prisma.RoundRobinCreateManyInput[]
  roundRobinAsked: Prisma.RoundRobinAskedCreateManyInput[]
  roundRobinTick: Prisma.RoundRobinTickCreateManyInput[]
  roundRobinProgress: Prisma.RoundRobinProgressCreateManyInput[]
  informationText: Prisma.InformationTextCreateManyInput[]
  informationReport: Prisma.InformationReportCreateManyInput[]
  draft: Prisma.DraftCreateManyInput[]
  progressInClass: Prisma.ProgressInClassCreateManyInput[]
  nationalFigure: Prisma.NationalFigureCreateManyInput[]
  staffTraining: Prisma.StaffTrainingCreateManyInput[]
}

export const noRows = (): DemoRows => ({
  user: [],
  school: [],
  term: [],
  closure: [],
  teachingReview: [],
  specialistService: [],
  coreOfferStrategy: [],
  staffMember: [],
  class: [],
  cover: [],
  classStaff: [],
  pupil: [],
  pupilNeed: [],
  contact: [],
  classMember: [],
  pupilStaff: [],
  concern: [],
  meeting: [],
  decision: [],
  letter: [],
  letterDelivery: [],
  notice: [],
  plan: [],
  assessment: [],
  outcome: [],
  provision: [],
  review: [],
  outcomeProgress: [],
  view: [],
  professional: [],
  briefing: [],
  ehcConsideration: [],
  notDone: [],
  monitoring: [],
  monitoringLook: [],
  plannedReview: [],
  plannedReviewStaff: [],
  roundRobinStatement: [],
  roundRobin: [],
  roundRobinAsked: [],
  roundRobinTick: [],
  roundRobinProgress: [],
  informationText: [],
  informationReport: [],
  draft: [],
  progressInClass: [],
  nationalFigure: [],
  staffTraining: [],
})
