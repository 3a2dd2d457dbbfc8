-- AlterTable
ALTER TABLE "School" ADD COLUMN     "nationalFiguresFrom" TEXT;

-- CreateTable
CREATE TABLE "NationalFigure" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "percent" DOUBLE PRECISION NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NationalFigure_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateTable
CREATE TABLE "StaffTraining" (
    "schoolId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "topic" TEXT NOT NULL,
    "forWhom" TEXT,
    "howMany" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StaffTraining_pkey" PRIMARY KEY ("schoolId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "NationalFigure_schoolId_figure_key" ON "NationalFigure"("schoolId", "figure");

-- As every table of a school.
do $$
declare t text;
begin
  foreach t in array array['NationalFigure', 'StaffTraining'] loop
    execute format('alter table %I add foreign key ("schoolId") references "School" (id) on update no action on delete restrict', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_school on %I using ("schoolId" = current_setting(''app.school_id'')::uuid) with check ("schoolId" = current_setting(''app.school_id'')::uuid)', t);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L)', t, t);
  end loop;
end $$;
alter table "StaffTraining" add check ("heldOn" between '1900-01-01' and '2199-12-31'), add check ("howMany" between 1 and 2000);
alter table "NationalFigure" add check (percent between 0 and 100);
