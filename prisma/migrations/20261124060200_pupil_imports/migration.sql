-- CreateTable
CREATE TABLE "PupilImport" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "uploadedBy" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "columns" JSONB,
    "importedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PupilImport_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "ImportColumn" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "heading" TEXT,

    CONSTRAINT "ImportColumn_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportColumn_schoolId_field_key" ON "ImportColumn"("schoolId", "field");

-- As every table of a school. The file itself is left out of the audit trail: what comes of it, pupil by pupil, is in it.
do $$
declare t text;
begin
  foreach t in array array['PupilImport', 'ImportColumn'] loop
    execute format('alter table %I add foreign key ("schoolId") references "School" (id) on update no action on delete restrict', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_school on %I using ("schoolId" = current_setting(''app.school_id'')::uuid) with check ("schoolId" = current_setting(''app.school_id'')::uuid)', t);
  end loop;
end $$;
create trigger audit after insert or update or delete on "ImportColumn" for each row execute function app.audit('ImportColumn');
