-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('senco', 'teacher', 'teachingAssistant', 'head', 'administrator');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('F', 'M');

-- CreateEnum
CREATE TYPE "SenStatus" AS ENUM ('N', 'K', 'E');

-- CreateEnum
CREATE TYPE "NeedType" AS ENUM ('SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD', 'ASD', 'DS', 'OTH', 'NSA');

-- CreateEnum
CREATE TYPE "AreaOfNeed" AS ENUM ('communication', 'cognition', 'socialEmotional', 'sensoryPhysical');

-- CreateEnum
CREATE TYPE "RaisedBy" AS ENUM ('staff', 'parent', 'pupil', 'professional');

-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('earlyDiscussion', 'planning', 'review', 'other');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('coreOffer', 'senSupport', 'noFurtherAction', 'endSenSupport');

-- CreateEnum
CREATE TYPE "Addressee" AS ENUM ('parent', 'youngPerson');

-- CreateEnum
CREATE TYPE "ReviewDecision" AS ENUM ('continue', 'change', 'stepUp', 'end');

-- CreateEnum
CREATE TYPE "AgreementAnswer" AS ENUM ('agreed', 'refused');

-- CreateEnum
CREATE TYPE "EhcOutcome" AS ENUM ('request', 'noRequest');

-- CreateEnum
CREATE TYPE "EhcReason" AS ENUM ('requestQuotaReached', 'noEducationalPsychologistReport', 'sixThousandPoundsNotSpent', 'notEnoughCycles', 'needsMetBySenSupport', 'parentsDoNotWish', 'other');

-- CreateEnum
CREATE TYPE "Speaker" AS ENUM ('parent', 'pupil');

-- CreateEnum
CREATE TYPE "ProvisionKind" AS ENUM ('adjustment', 'intervention', 'support', 'helps', 'avoid');

-- CreateEnum
CREATE TYPE "Progress" AS ENUM ('notYet', 'some', 'met', 'exceeded');

-- CreateEnum
CREATE TYPE "AuditAction" AS ENUM ('insert', 'update', 'delete', 'open');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserSchool" (
    "userId" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "staffId" UUID NOT NULL,

    CONSTRAINT "UserSchool_pkey" PRIMARY KEY ("userId","schoolId")
);

-- CreateTable
CREATE TABLE "SchoolDirectory" (
    "schoolId" UUID NOT NULL,
    "urn" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "SchoolDirectory_pkey" PRIMARY KEY ("schoolId")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" TEXT NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "School" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "urn" TEXT NOT NULL,
    "laCode" TEXT,
    "establishmentNumber" TEXT,
    "iassName" TEXT,
    "iassContact" TEXT,
    "coreOfferPublishedOn" DATE,
    "earlyDiscussion" INTEGER,
    "noteToParents" INTEGER,
    "decision" INTEGER,
    "informParents" INTEGER,
    "plan" INTEGER,
    "briefStaff" INTEGER,
    "answerParentConcern" INTEGER,
    "teachingReviewMonths" INTEGER,
    "assessmentReviewMonths" INTEGER,
    "parentMeetingsPerYear" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "School_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Term" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Term_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Closure" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Closure_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "TeachingReview" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "focus" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TeachingReview_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "SpecialistService" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "referralRoute" TEXT,
    "contact" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpecialistService_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "CoreOfferStrategy" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "area" "AreaOfNeed" NOT NULL,
    "strategy" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "offSince" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CoreOfferStrategy_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "userId" UUID,
    "role" "Role" NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT,
    "email" TEXT,
    "startedOn" DATE NOT NULL,
    "leftOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StaffMember_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Pupil" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "upn" TEXT NOT NULL,
    "legalSurname" TEXT NOT NULL,
    "legalForename" TEXT NOT NULL,
    "preferredSurname" TEXT,
    "preferredForename" TEXT,
    "dateOfBirth" DATE NOT NULL,
    "sex" "Sex",
    "yearGroup" TEXT NOT NULL,
    "registrationGroup" TEXT,
    "enteredOn" DATE,
    "leftOn" DATE,
    "misSenStatus" "SenStatus" NOT NULL DEFAULT 'N',
    "misId" TEXT,
    "ehcPlanFrom" DATE,
    "freeSchoolMeals" BOOLEAN,
    "firstLanguage" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pupil_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "PupilNeed" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "type" "NeedType" NOT NULL,

    CONSTRAINT "PupilNeed_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "relationship" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 1,
    "parentalResponsibility" BOOLEAN NOT NULL DEFAULT true,
    "email" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "language" TEXT,
    "format" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Class" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Class_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "ClassMember" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "classId" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "ClassMember_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "ClassStaff" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "classId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "ClassStaff_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "PupilStaff" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "PupilStaff_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Concern" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "raisedOn" DATE NOT NULL,
    "raisedBy" "RaisedBy" NOT NULL,
    "staffId" UUID,
    "raisedByName" TEXT,
    "areas" "AreaOfNeed"[],
    "seen" TEXT NOT NULL,
    "universalStrategies" TEXT,
    "strategiesEffect" TEXT,
    "parentsToldOn" DATE,
    "pupilView" TEXT,
    "answeredOn" DATE,
    "answer" TEXT,
    "closedOn" DATE,
    "closedBecause" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Concern_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "heldOn" DATE NOT NULL,
    "whoTookPart" TEXT,
    "parentTookPart" BOOLEAN NOT NULL,
    "pupilTookPart" BOOLEAN NOT NULL,
    "absenceReason" TEXT,
    "strengthsAndDifficulties" TEXT,
    "nextSteps" TEXT,
    "noteFiledOn" DATE,
    "noteGivenToParentsOn" DATE,
    "iassExplainedOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "meetingId" UUID,
    "planId" UUID,
    "position" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "measure" TEXT,
    "baseline" TEXT,
    "byOn" DATE,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "View" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "meetingId" UUID,
    "assessmentId" UUID,
    "reviewId" UUID,
    "speaker" "Speaker" NOT NULL,
    "inWhoseWords" TEXT,
    "words" TEXT,
    "declined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "View_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "decidedOn" DATE NOT NULL,
    "decision" "DecisionKind" NOT NULL,
    "teacher" TEXT,
    "senco" TEXT,
    "evidence" TEXT,
    "higherNeed" BOOLEAN NOT NULL DEFAULT false,
    "explainedToParentsOn" DATE,
    "recordedOn" DATE,
    "reviewOn" DATE,
    "roleOfParent" TEXT,
    "roleOfPupil" TEXT,
    "roleOfStaff" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "addressee" "Addressee" NOT NULL,
    "sentTo" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "signedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "letterId" UUID,
    "sentOn" DATE NOT NULL,
    "addressee" "Addressee" NOT NULL,
    "method" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "agreedOn" DATE NOT NULL,
    "teacher" TEXT,
    "senco" TEXT,
    "parentConsultedOn" DATE,
    "pupilConsultedOn" DATE,
    "needsInALine" TEXT,
    "expectedImpact" TEXT,
    "reviewOn" DATE,
    "startedOn" DATE,
    "recordedOnInformationSystemOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Assessment" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "assessedOn" DATE NOT NULL,
    "teacher" TEXT,
    "senco" TEXT,
    "teacherAssessment" TEXT,
    "progressAndAttainment" TEXT,
    "comparison" TEXT,
    "externalAdviceRelevant" BOOLEAN NOT NULL DEFAULT false,
    "externalAdvice" TEXT,
    "reviewedOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Provision" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "outcomeId" UUID,
    "kind" "ProvisionKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "deliveredBy" TEXT,
    "howOften" TEXT,
    "groupSize" INTEGER,
    "sessionsPlanned" INTEGER,
    "sessionsHeld" INTEGER,
    "impact" TEXT,

    CONSTRAINT "Provision_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Review" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "impact" TEXT,
    "decision" "ReviewDecision",
    "nextSteps" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "OutcomeProgress" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "outcomeId" UUID NOT NULL,
    "progress" "Progress" NOT NULL,
    "note" TEXT,

    CONSTRAINT "OutcomeProgress_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Professional" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "name" TEXT,
    "alreadyWorkingWithSchool" BOOLEAN NOT NULL DEFAULT false,
    "agreementAnswer" "AgreementAnswer",
    "agreementOn" DATE,
    "agreementBy" TEXT,
    "contactedOn" DATE,
    "adviceReceivedOn" DATE,
    "advice" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Professional_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Briefing" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "sharedOn" DATE,
    "acknowledgedOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Briefing_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "EhcConsideration" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "consideredOn" DATE NOT NULL,
    "outcome" "EhcOutcome" NOT NULL,
    "reasons" "EhcReason"[],
    "otherReason" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EhcConsideration_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "NotDone" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID,
    "rule" TEXT NOT NULL,
    "subject" TEXT,
    "because" TEXT NOT NULL,
    "recordedOn" DATE NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NotDone_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "RecordVersion" (
    "schoolId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RecordVersion_pkey" PRIMARY KEY ("schoolId","subjectId")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "requestId" TEXT,
    "action" "AuditAction" NOT NULL,
    "subject" TEXT NOT NULL,
    "rowId" UUID,
    "pupilId" UUID,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolDirectory_urn_key" ON "SchoolDirectory"("urn");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "School_urn_key" ON "School"("urn");

-- CreateIndex
CREATE UNIQUE INDEX "Closure_schoolId_on_key" ON "Closure"("schoolId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_schoolId_userId_key" ON "StaffMember"("schoolId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_schoolId_code_key" ON "StaffMember"("schoolId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Pupil_schoolId_upn_key" ON "Pupil"("schoolId", "upn");

-- CreateIndex
CREATE UNIQUE INDEX "PupilNeed_schoolId_pupilId_rank_key" ON "PupilNeed"("schoolId", "pupilId", "rank");

-- CreateIndex
CREATE INDEX "Contact_schoolId_pupilId_idx" ON "Contact"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "Class_schoolId_name_key" ON "Class"("schoolId", "name");

-- CreateIndex
CREATE INDEX "ClassMember_schoolId_pupilId_idx" ON "ClassMember"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "ClassMember_schoolId_classId_pupilId_from_key" ON "ClassMember"("schoolId", "classId", "pupilId", "from");

-- CreateIndex
CREATE INDEX "ClassStaff_schoolId_staffId_idx" ON "ClassStaff"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ClassStaff_schoolId_classId_staffId_from_key" ON "ClassStaff"("schoolId", "classId", "staffId", "from");

-- CreateIndex
CREATE INDEX "PupilStaff_schoolId_staffId_idx" ON "PupilStaff"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "PupilStaff_schoolId_pupilId_staffId_from_key" ON "PupilStaff"("schoolId", "pupilId", "staffId", "from");

-- CreateIndex
CREATE INDEX "Concern_schoolId_pupilId_idx" ON "Concern"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Meeting_schoolId_pupilId_idx" ON "Meeting"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Outcome_schoolId_pupilId_idx" ON "Outcome"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Outcome_schoolId_planId_idx" ON "Outcome"("schoolId", "planId");

-- CreateIndex
CREATE INDEX "Outcome_schoolId_meetingId_idx" ON "Outcome"("schoolId", "meetingId");

-- CreateIndex
CREATE INDEX "View_schoolId_pupilId_idx" ON "View"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "View_schoolId_meetingId_speaker_key" ON "View"("schoolId", "meetingId", "speaker");

-- CreateIndex
CREATE UNIQUE INDEX "View_schoolId_assessmentId_speaker_key" ON "View"("schoolId", "assessmentId", "speaker");

-- CreateIndex
CREATE UNIQUE INDEX "View_schoolId_reviewId_speaker_key" ON "View"("schoolId", "reviewId", "speaker");

-- CreateIndex
CREATE INDEX "Decision_schoolId_pupilId_idx" ON "Decision"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Letter_schoolId_pupilId_idx" ON "Letter"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Notice_schoolId_pupilId_idx" ON "Notice"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Plan_schoolId_pupilId_idx" ON "Plan"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Assessment_schoolId_pupilId_idx" ON "Assessment"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "Assessment_schoolId_planId_key" ON "Assessment"("schoolId", "planId");

-- CreateIndex
CREATE INDEX "Provision_schoolId_pupilId_idx" ON "Provision"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Provision_schoolId_planId_idx" ON "Provision"("schoolId", "planId");

-- CreateIndex
CREATE INDEX "Review_schoolId_pupilId_idx" ON "Review"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "Review_schoolId_planId_key" ON "Review"("schoolId", "planId");

-- CreateIndex
CREATE INDEX "OutcomeProgress_schoolId_pupilId_idx" ON "OutcomeProgress"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "OutcomeProgress_schoolId_reviewId_outcomeId_key" ON "OutcomeProgress"("schoolId", "reviewId", "outcomeId");

-- CreateIndex
CREATE INDEX "Professional_schoolId_pupilId_idx" ON "Professional"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Briefing_schoolId_pupilId_idx" ON "Briefing"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "Briefing_schoolId_staffId_idx" ON "Briefing"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "Briefing_schoolId_planId_staffId_key" ON "Briefing"("schoolId", "planId", "staffId");

-- CreateIndex
CREATE INDEX "EhcConsideration_schoolId_pupilId_idx" ON "EhcConsideration"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "NotDone_schoolId_pupilId_idx" ON "NotDone"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "AuditEvent_schoolId_pupilId_at_idx" ON "AuditEvent"("schoolId", "pupilId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_schoolId_at_idx" ON "AuditEvent"("schoolId", "at");

-- AddForeignKey
ALTER TABLE "PupilNeed" ADD CONSTRAINT "PupilNeed_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ClassMember" ADD CONSTRAINT "ClassMember_schoolId_classId_fkey" FOREIGN KEY ("schoolId", "classId") REFERENCES "Class"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ClassMember" ADD CONSTRAINT "ClassMember_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ClassStaff" ADD CONSTRAINT "ClassStaff_schoolId_classId_fkey" FOREIGN KEY ("schoolId", "classId") REFERENCES "Class"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ClassStaff" ADD CONSTRAINT "ClassStaff_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PupilStaff" ADD CONSTRAINT "PupilStaff_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PupilStaff" ADD CONSTRAINT "PupilStaff_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Concern" ADD CONSTRAINT "Concern_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Concern" ADD CONSTRAINT "Concern_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_schoolId_meetingId_fkey" FOREIGN KEY ("schoolId", "meetingId") REFERENCES "Meeting"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_schoolId_meetingId_fkey" FOREIGN KEY ("schoolId", "meetingId") REFERENCES "Meeting"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_schoolId_assessmentId_fkey" FOREIGN KEY ("schoolId", "assessmentId") REFERENCES "Assessment"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "View" ADD CONSTRAINT "View_schoolId_reviewId_fkey" FOREIGN KEY ("schoolId", "reviewId") REFERENCES "Review"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_schoolId_letterId_fkey" FOREIGN KEY ("schoolId", "letterId") REFERENCES "Letter"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Provision" ADD CONSTRAINT "Provision_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Provision" ADD CONSTRAINT "Provision_schoolId_outcomeId_fkey" FOREIGN KEY ("schoolId", "outcomeId") REFERENCES "Outcome"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OutcomeProgress" ADD CONSTRAINT "OutcomeProgress_schoolId_reviewId_fkey" FOREIGN KEY ("schoolId", "reviewId") REFERENCES "Review"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OutcomeProgress" ADD CONSTRAINT "OutcomeProgress_schoolId_outcomeId_fkey" FOREIGN KEY ("schoolId", "outcomeId") REFERENCES "Outcome"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Professional" ADD CONSTRAINT "Professional_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Briefing" ADD CONSTRAINT "Briefing_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Briefing" ADD CONSTRAINT "Briefing_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Briefing" ADD CONSTRAINT "Briefing_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "EhcConsideration" ADD CONSTRAINT "EhcConsideration_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
