-- AlterTable
ALTER TABLE "Briefing" ADD COLUMN     "readAgainOn" DATE,
ADD COLUMN     "readSummary" JSONB;

alter table "Briefing" add check ("readAgainOn" between '1900-01-01' and '2199-12-31');
