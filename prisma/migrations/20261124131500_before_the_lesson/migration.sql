-- AlterTable
ALTER TABLE "Class" ADD COLUMN     "weekdays" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- AlterTable
ALTER TABLE "ClassStaff" ADD COLUMN     "coverId" UUID;

-- AlterTable
ALTER TABLE "PupilStaff" ADD COLUMN     "coverId" UUID;

-- AlterTable
ALTER TABLE "Concern" ADD COLUMN     "sinceWhen" TEXT,
ADD COLUMN     "strategies" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Cover" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "awayStaffId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Cover_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "ProgressInClass" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pupilId" UUID NOT NULL,
    "outcomeId" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "seenOn" DATE NOT NULL,
    "progress" "Progress" NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProgressInClass_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "InformationText" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InformationText_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "InformationReport" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "publishedOn" DATE NOT NULL,
    "address" TEXT,
    "texts" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InformationReport_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateIndex
CREATE INDEX "Cover_schoolId_staffId_idx" ON "Cover"("schoolId", "staffId");

-- CreateIndex
CREATE INDEX "Cover_schoolId_awayStaffId_idx" ON "Cover"("schoolId", "awayStaffId");

-- CreateIndex
CREATE INDEX "ProgressInClass_schoolId_pupilId_idx" ON "ProgressInClass"("schoolId", "pupilId");

-- CreateIndex
CREATE INDEX "ProgressInClass_schoolId_staffId_idx" ON "ProgressInClass"("schoolId", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgressInClass_schoolId_outcomeId_staffId_seenOn_key" ON "ProgressInClass"("schoolId", "outcomeId", "staffId", "seenOn");

-- CreateIndex
CREATE UNIQUE INDEX "InformationText_schoolId_topic_key" ON "InformationText"("schoolId", "topic");

-- CreateIndex
CREATE INDEX "ClassStaff_schoolId_coverId_idx" ON "ClassStaff"("schoolId", "coverId");

-- CreateIndex
CREATE INDEX "PupilStaff_schoolId_coverId_idx" ON "PupilStaff"("schoolId", "coverId");

-- AddForeignKey
ALTER TABLE "ClassStaff" ADD CONSTRAINT "ClassStaff_schoolId_coverId_fkey" FOREIGN KEY ("schoolId", "coverId") REFERENCES "Cover"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cover" ADD CONSTRAINT "Cover_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cover" ADD CONSTRAINT "Cover_schoolId_awayStaffId_fkey" FOREIGN KEY ("schoolId", "awayStaffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PupilStaff" ADD CONSTRAINT "PupilStaff_schoolId_coverId_fkey" FOREIGN KEY ("schoolId", "coverId") REFERENCES "Cover"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ProgressInClass" ADD CONSTRAINT "ProgressInClass_schoolId_outcomeId_fkey" FOREIGN KEY ("schoolId", "outcomeId") REFERENCES "Outcome"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ProgressInClass" ADD CONSTRAINT "ProgressInClass_schoolId_staffId_fkey" FOREIGN KEY ("schoolId", "staffId") REFERENCES "StaffMember"("schoolId", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- As every table of a school.
do $$
declare t text; c record;
begin
  foreach t in array array['Cover', 'ProgressInClass', 'InformationText', 'InformationReport'] loop
    execute format('alter table %I add foreign key ("schoolId") references "School" (id) on update no action on delete restrict', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_school on %I using ("schoolId" = current_setting(''app.school_id'')::uuid) with check ("schoolId" = current_setting(''app.school_id'')::uuid)', t);
    for c in select column_name from information_schema.columns where table_schema = 'public' and table_name = t and data_type = 'date' loop
      execute format('alter table %I add check (%I between ''1900-01-01'' and ''2199-12-31'')', t, c.column_name);
    end loop;
  end loop;
  foreach t in array array['Cover', 'InformationText', 'InformationReport'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L)', t, t);
  end loop;
end $$;
alter table "ProgressInClass"
  add foreign key ("schoolId", "pupilId") references "Pupil" ("schoolId", id) on update no action on delete restrict;
create trigger audit after insert or update or delete on "ProgressInClass"
  for each row execute function app.audit('ProgressInClass', 'pupilId');
alter table "Class" add check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]);
alter table "Cover" add check ("staffId" <> "awayStaffId"), add check ("until" >= "from");

-- As before; and a report that was published stays as it was.
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
    execute format('revoke update, delete on "InformationReport" from %I', app_role);
    execute format('grant update ("withdrawnAt", "withdrawnBy", "withdrawnBecause") on "NotDone" to %I', app_role);
    execute format('grant select, insert, update, delete on session, rate_limit to %I', app_role);
    execute format('grant execute on function app.enter_school(uuid, uuid, text), app.find_sign_in(text), app.schools_of(uuid),
      app.schools(), app.add_user(uuid, text, text), app.reset_password(uuid, text), app.change_address(uuid, text),
      app.choose_password(uuid, text, text), app.calendar_of(text),
      app.queue_job(text, uuid, uuid) to %I', app_role);
  end $$;
