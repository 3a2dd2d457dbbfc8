-- CreateEnum
CREATE TYPE "LetterKind" AS ENUM ('invitation', 'discussionNote', 'formalNotice', 'planCopy', 'reviewNote', 'professionalAgreement', 'endOfSupport');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('recorded', 'queued', 'accepted', 'failed', 'cameBack');

-- CreateEnum
CREATE TYPE "MonitoringExit" AS ENUM ('resolved', 'coreOffer', 'senSupport');

-- CreateEnum
CREATE TYPE "HowOften" AS ENUM ('never', 'sometimes', 'often');

-- DropIndex
DROP INDEX "Review_schoolId_planId_key";

-- AlterTable
ALTER TABLE "School" ADD COLUMN     "email" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "postalAddress" TEXT;

-- AlterTable
ALTER TABLE "Concern" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "aboutId" UUID,
ADD COLUMN     "contactId" UUID,
ADD COLUMN     "kind" "LetterKind" NOT NULL DEFAULT 'formalNotice',
ADD COLUMN     "needs" TEXT,
ADD COLUMN     "planVersion" INTEGER;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Review" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "Professional" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "EhcConsideration" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- AlterTable
ALTER TABLE "NotDone" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBecause" TEXT,
ADD COLUMN     "withdrawnBy" UUID;

-- CreateTable
CREATE TABLE "LetterTemplate" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "LetterKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterTemplate_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "LetterDelivery" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "sentOn" DATE,
    "sentBy" UUID,
    "address" TEXT,
    "messageId" TEXT,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'recorded',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "lastTriedAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterDelivery_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "pupilId" UUID,
    "values" JSONB,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "typedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "PlannedReview" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 30,
    "place" TEXT,
    "plannedBy" UUID,
    "cancelledOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlannedReview_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "PlannedReviewStaff" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "plannedReviewId" UUID NOT NULL,
    "staffId" UUID NOT NULL,

    CONSTRAINT "PlannedReviewStaff_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "CalendarToken" (
    "tokenHash" TEXT NOT NULL,
    "schoolId" UUID NOT NULL,
    "staffId" UUID NOT NULL,

    CONSTRAINT "CalendarToken_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "RoundRobinStatement" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "area" "AreaOfNeed" NOT NULL,
    "statement" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "offSince" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoundRobinStatement_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "RoundRobin" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "planId" UUID,
    "areas" "AreaOfNeed"[],
    "question" TEXT,
    "askedOn" DATE NOT NULL,
    "askedBy" UUID,
    "answerBy" DATE NOT NULL,
    "closedOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoundRobin_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "RoundRobinAsked" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "roundRobinId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "answeredOn" DATE,
    "goesWell" TEXT,
    "comment" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoundRobinAsked_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "RoundRobinTick" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "askedId" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "area" "AreaOfNeed" NOT NULL,
    "statement" TEXT NOT NULL,
    "seen" "HowOften" NOT NULL,

    CONSTRAINT "RoundRobinTick_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "RoundRobinProgress" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "askedId" UUID NOT NULL,
    "outcomeId" UUID NOT NULL,
    "progress" "Progress" NOT NULL,
    "note" TEXT,

    CONSTRAINT "RoundRobinProgress_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Monitoring" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "openedOn" DATE NOT NULL,
    "ownerId" UUID NOT NULL,
    "nextLookOn" DATE NOT NULL,
    "why" TEXT,
    "closedOn" DATE,
    "exit" "MonitoringExit",
    "exitNote" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Monitoring_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "MonitoringLook" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "monitoringId" UUID NOT NULL,
    "lookedOn" DATE NOT NULL,
    "lookedBy" UUID,
    "seen" TEXT NOT NULL,
    "nextLookOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MonitoringLook_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LetterTemplate_schoolId_kind_key" ON "LetterTemplate"("schoolId", "kind");

-- CreateIndex
CREATE INDEX "LetterDelivery_schoolId_pupilId_idx" ON "LetterDelivery"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "LetterDelivery_schoolId_letterId_idx" ON "LetterDelivery"("schoolId", "letterId");

-- CreateIndex
CREATE INDEX "LetterDelivery_schoolId_status_idx" ON "LetterDelivery"("schoolId", "status");

-- CreateIndex
CREATE INDEX "Draft_schoolId_form_idx" ON "Draft"("schoolId", "form");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_schoolId_staffId_form_key" ON "Draft"("schoolId", "staffId", "form");

-- CreateIndex
CREATE INDEX "PlannedReview_schoolId_pupilId_idx" ON "PlannedReview"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "PlannedReview_schoolId_on_idx" ON "PlannedReview"("schoolId", "on");

-- CreateIndex
CREATE INDEX "PlannedReviewStaff_schoolId_staffId_idx" ON "PlannedReviewStaff"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "PlannedReviewStaff_schoolId_plannedReviewId_staffId_key" ON "PlannedReviewStaff"("schoolId", "plannedReviewId", "staffId");

-- CreateIndex
CREATE INDEX "CalendarFeed_schoolId_staffId_idx" ON "CalendarFeed"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_schoolId_tokenHash_key" ON "CalendarFeed"("schoolId", "tokenHash");

-- CreateIndex
CREATE INDEX "RoundRobin_schoolId_pupilId_idx" ON "RoundRobin"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "RoundRobinAsked_schoolId_pupilId_idx" ON "RoundRobinAsked"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "RoundRobinAsked_schoolId_staffId_idx" ON "RoundRobinAsked"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundRobinAsked_schoolId_roundRobinId_staffId_key" ON "RoundRobinAsked"("schoolId", "roundRobinId", "staffId");

-- CreateIndex
CREATE INDEX "RoundRobinTick_schoolId_pupilId_idx" ON "RoundRobinTick"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundRobinTick_schoolId_askedId_statementId_key" ON "RoundRobinTick"("schoolId", "askedId", "statementId");

-- CreateIndex
CREATE INDEX "RoundRobinProgress_schoolId_pupilId_idx" ON "RoundRobinProgress"("schoolId", "pupilId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundRobinProgress_schoolId_askedId_outcomeId_key" ON "RoundRobinProgress"("schoolId", "askedId", "outcomeId");

-- CreateIndex
CREATE INDEX "Monitoring_schoolId_pupilId_idx" ON "Monitoring"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "MonitoringLook_schoolId_pupilId_idx" ON "MonitoringLook"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "MonitoringLook_schoolId_monitoringId_idx" ON "MonitoringLook"("schoolId", "monitoringId");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_schoolId_staffId_on_key" ON "Digest"("schoolId", "staffId", "on");

-- CreateIndex
CREATE INDEX "Review_schoolId_planId_idx" ON "Review"("schoolId", "planId");

-- AddForeignKey
ALTER TABLE "LetterDelivery" ADD CONSTRAINT "LetterDelivery_schoolId_letterId_fkey" FOREIGN KEY ("schoolId", "letterId") REFERENCES "Letter"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PlannedReview" ADD CONSTRAINT "PlannedReview_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PlannedReviewStaff" ADD CONSTRAINT "PlannedReviewStaff_schoolId_plannedReviewId_fkey" FOREIGN KEY ("schoolId", "plannedReviewId") REFERENCES "PlannedReview"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PlannedReviewStaff" ADD CONSTRAINT "PlannedReviewStaff_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobin" ADD CONSTRAINT "RoundRobin_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobin" ADD CONSTRAINT "RoundRobin_schoolId_planId_fkey" FOREIGN KEY ("schoolId", "planId") REFERENCES "Plan"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobinAsked" ADD CONSTRAINT "RoundRobinAsked_schoolId_roundRobinId_fkey" FOREIGN KEY ("schoolId", "roundRobinId") REFERENCES "RoundRobin"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobinAsked" ADD CONSTRAINT "RoundRobinAsked_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobinTick" ADD CONSTRAINT "RoundRobinTick_schoolId_askedId_fkey" FOREIGN KEY ("schoolId", "askedId") REFERENCES "RoundRobinAsked"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobinProgress" ADD CONSTRAINT "RoundRobinProgress_schoolId_askedId_fkey" FOREIGN KEY ("schoolId", "askedId") REFERENCES "RoundRobinAsked"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundRobinProgress" ADD CONSTRAINT "RoundRobinProgress_schoolId_outcomeId_fkey" FOREIGN KEY ("schoolId", "outcomeId") REFERENCES "Outcome"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Monitoring" ADD CONSTRAINT "Monitoring_schoolId_pupilId_fkey" FOREIGN KEY ("schoolId", "pupilId") REFERENCES "Pupil"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Monitoring" ADD CONSTRAINT "Monitoring_schoolId_ownerId_fkey" FOREIGN KEY ("schoolId", "ownerId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "MonitoringLook" ADD CONSTRAINT "MonitoringLook_schoolId_monitoringId_fkey" FOREIGN KEY ("schoolId", "monitoringId") REFERENCES "Monitoring"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A plan has one review that stands; one that was withdrawn makes room for another.
CREATE UNIQUE INDEX "Review_stands" ON "Review" ("schoolId", "planId") WHERE "withdrawnAt" IS NULL;

-- As every table of a school.
do $$
declare t text; c record;
begin
  foreach t in array array['LetterTemplate', 'LetterDelivery', 'Draft', 'PlannedReview', 'PlannedReviewStaff', 'CalendarFeed',
    'RoundRobinStatement', 'RoundRobin', 'RoundRobinAsked', 'RoundRobinTick', 'RoundRobinProgress', 'Monitoring', 'MonitoringLook',
    'Digest'] loop
    execute format('alter table %I add foreign key ("schoolId") references "School" (id) on update no action on delete restrict', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_school on %I using ("schoolId" = current_setting(''app.school_id'')::uuid) with check ("schoolId" = current_setting(''app.school_id'')::uuid)', t);
    for c in select column_name from information_schema.columns where table_schema = 'public' and table_name = t and data_type = 'date' loop
      execute format('alter table %I add check (%I between ''1900-01-01'' and ''2199-12-31'')', t, c.column_name);
    end loop;
  end loop;
  foreach t in array array['LetterDelivery', 'Draft', 'PlannedReview', 'PlannedReviewStaff', 'RoundRobinAsked', 'RoundRobinTick',
    'RoundRobinProgress', 'MonitoringLook'] loop
    execute format(
      'alter table %I add foreign key ("schoolId", "pupilId") references "Pupil" ("schoolId", id) on update no action on delete restrict', t);
  end loop;
  foreach t in array array['LetterDelivery', 'PlannedReview', 'PlannedReviewStaff', 'RoundRobin', 'RoundRobinAsked', 'RoundRobinTick',
    'RoundRobinProgress', 'Monitoring', 'MonitoringLook'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L, ''pupilId'')', t, t);
  end loop;
  foreach t in array array['LetterTemplate', 'CalendarFeed', 'RoundRobinStatement', 'Digest'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L)', t, t);
  end loop;
  -- A withdrawal says why.
  foreach t in array array['Concern', 'Meeting', 'Decision', 'Notice', 'Plan', 'Review', 'Professional', 'EhcConsideration', 'NotDone'] loop
    execute format('alter table %I add check (num_nulls("withdrawnAt", "withdrawnBecause") in (0, 2))', t);
  end loop;
end $$;
alter table "PlannedReview" add check (at ~ '^([01]\d|2[0-3]):[0-5]\d$'), add check (minutes between 5 and 480);
alter table "Monitoring" add check (num_nulls("closedOn", exit) in (0, 2));

-- What was half written is left out of the audit trail: what is then saved is in it.

-- Whose calendar a secret address opens, before a school is entered.
create function app.note_calendar() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    if new."revokedAt" is null then
      insert into "CalendarToken" ("tokenHash", "schoolId", "staffId") values (new."tokenHash", new."schoolId", new."staffId")
      on conflict ("tokenHash") do nothing;
    else
      delete from "CalendarToken" where "tokenHash" = new."tokenHash";
    end if;
    return null;
  end $$;
create trigger calendar_token after insert or update on "CalendarFeed" for each row execute function app.note_calendar();

create function app.calendar_of(hash text) returns table (school_id uuid, staff_id uuid)
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select "schoolId", "staffId" from "CalendarToken" where "tokenHash" = hash $$;

-- As before, with the new tables; of a reason why a step is not done only its withdrawal can be written later.
create or replace function app.grant_to(app_role name) returns void
  language plpgsql
  as $$
  declare t text;
  begin
    execute format('revoke all on all tables in schema public from %I', app_role);
    execute format('revoke execute on all functions in schema app from %I', app_role);
    execute format('grant usage on schema public, app to %I', app_role);
    for t in select tablename from pg_tables where schemaname = 'public' and rowsecurity loop
      execute format('grant select, insert, update, delete on %I to %I', t, app_role);
    end loop;
    execute format('revoke update, delete on "AuditEvent" from %I', app_role);
    execute format('revoke insert, update, delete on "RecordVersion" from %I', app_role);
    foreach t in array array['School', 'Pupil', 'StaffMember', 'Class', 'Concern', 'Meeting', 'Decision', 'Letter', 'Notice', 'Plan',
      'Assessment', 'Review', 'Professional', 'Briefing', 'EhcConsideration', 'NotDone', 'LetterDelivery', 'PlannedReview',
      'CalendarFeed', 'RoundRobin', 'Monitoring', 'MonitoringLook', 'Digest'] loop
      execute format('revoke delete on %I from %I', t, app_role);
    end loop;
    execute format('revoke update on "Letter", "NotDone" from %I', app_role);
    execute format('grant update ("withdrawnAt", "withdrawnBy", "withdrawnBecause") on "NotDone" to %I', app_role);
    execute format('grant select, insert, update, delete on session, rate_limit to %I', app_role);
    execute format('grant execute on function app.enter_school(uuid, uuid, text), app.find_sign_in(text), app.schools_of(uuid),
      app.schools(), app.add_user(uuid, text, text), app.reset_password(uuid, text), app.change_address(uuid, text),
      app.choose_password(uuid, text, text), app.calendar_of(text) to %I', app_role);
  end $$;

revoke execute on all functions in schema app from public;
